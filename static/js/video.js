// Makes each link to a video a button that plays the video here. Until it is pressed,
// nothing is asked of the video's site; without this module the link leads there.

for (const link of document.querySelectorAll(".video .facade[data-embed]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.addEventListener("click", () => play(button, link.dataset), { once: true });
  link.replaceWith(button);
}

function play(button, { embed, title }) {
  const address = new URL(embed);
  address.searchParams.set("autoplay", "1");
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = address;
  button.replaceWith(frame);
  frame.focus();
}
