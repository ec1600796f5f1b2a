// Tells words of acute distress while somebody types, as clinic/content/distress.py does for
// what was sent. The clinic's lists are asked for once, when a field is first used.

const APOSTROPHES = /['’‘ʼ`´′＇]/gu;
const INVISIBLE = /[\p{Mn}\p{Me}\p{Cf}]/gu;
const WORD = /[\p{L}\p{N}]+/gu;
const DOUBLED = /(\p{L})\1+/gu;

let asked = null;

// A function from a text to whether it speaks of distress. Where the lists can't be had it
// finds nothing, and the next call asks again.
export function distressCheck(address = "/distress.json") {
  asked ??= fetch(address)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then((lists) => {
      const checks = Object.values(lists).map(checkFor);
      return (text) => checks.some((holds) => holds(text));
    })
    .catch(() => {
      asked = null;
      return () => false;
    });
  return asked;
}

// Calls `notice(true)` as soon as what stands in `field` speaks of distress, and
// `notice(false)` when it no longer does; waits for a pause in typing.
export function watchForDistress(field, notice) {
  let pause = 0;
  let known = false;
  const look = async () => {
    const speaks = await distressCheck();
    const found = speaks(field.value);
    if (found !== known) notice((known = found));
  };
  field.addEventListener("focus", () => distressCheck(), { once: true });
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(look, 250);
  });
  if (field.value) look();
}

function checkFor({ phrases, no_distress: excuses, plain_forms: forms }) {
  const longestFirst = Object.keys(forms).sort((a, b) => b.length - a.length);
  const pattern = longestFirst.length && new RegExp(`(?<= )(?:${longestFirst.join("|")})(?= )`, "gu");
  const fold = (text) => {
    const words = plain(text);
    if (!pattern) return words;
    return ` ${words.replace(pattern, (form) => forms[form]).split(" ").filter(Boolean).join(" ")} `;
  };
  return (text) => {
    const words = fold(text);
    const excused = excuses.flatMap((phrase) => places(words, phrase));
    return phrases.some((phrase) =>
      places(words, phrase).some(
        ([start, end]) => !excused.some(([begin, stop]) => begin <= start && end <= stop),
      ),
    );
  };
}

function plain(text) {
  const decomposed = text.replace(APOSTROPHES, "").normalize("NFKD").toLowerCase();
  const words = decomposed.replace(INVISIBLE, "").match(WORD) ?? [];
  return ` ${words.join(" ").replace(DOUBLED, "$1")} `;
}

function places(words, phrase) {
  const found = [];
  for (let start = words.indexOf(` ${phrase} `); start >= 0; ) {
    found.push([start, start + phrase.length]);
    start = words.indexOf(` ${phrase} `, start + 1);
  }
  return found;
}
