"""axe-core, run inside the page that the browser shows."""

from typing import Any

from playwright.sync_api import Page

from tests.support.programs import tool

# Colours that are fading from one scheme to the other would be taken for the page's own.
RUN = """async ([scope, options]) => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (const animation of document.getAnimations()) {
        if (animation.effect.getComputedTiming().endTime !== Infinity) animation.finish();
    }
    return axe.run(scope ?? document, options);
}"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page, *, within: str | None = None) -> None:
    """Fail on any violation of WCAG 2.2 A and AA, or of axe's best practice, in what the page
    shows now. The page must have been opened with JavaScript."""
    page.evaluate(tool("axe-core/axe.min.js").read_text())
    result = page.evaluate(RUN, [within, {"runOnly": TAGS, "resultTypes": ["violations"]}])
    violations = result["violations"]
    assert not violations, f"{page.url} is not accessible:\n" + "\n".join(map(_told, violations))


def _told(violation: dict[str, Any]) -> str:
    lines = [f"{violation['impact']}: {violation['help']} [{violation['id']}]"]
    for node in violation["nodes"]:
        lines.append(f"  {' '.join(map(str, node['target']))}\n    {node['html'][:200]}")
        lines += [f"    {line}" for line in node["failureSummary"].splitlines()[1:]]
    return "\n".join(lines)
