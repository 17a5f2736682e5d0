// The provenance drawer: a number is a link to the page that opens its
// Finding; with scripts the same page slides in from the side. Without them,
// with a modifier key, or where it fails, the link simply works.

let drawer: HTMLDialogElement | undefined;
let opener: HTMLElement | null = null;

function makeDrawer(words: DOMStringMap): HTMLDialogElement {
  const d = document.createElement("dialog");
  d.className = "drawer";
  const bar = document.createElement("div");
  bar.className = "drawer-bar";
  const open = document.createElement("a");
  open.textContent = words.open ?? "";
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = words.close ?? "";
  close.addEventListener("click", () => d.close());
  bar.append(open, close);
  const body = document.createElement("div");
  body.className = "drawer-body";
  d.append(bar, body);
  d.addEventListener("click", (e) => { if (e.target === d) d.close(); });
  d.addEventListener("close", () => opener?.focus());
  document.body.append(d);
  return d;
}

async function show(href: string, words: DOMStringMap): Promise<void> {
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const finding = page.querySelector("article.finding");
  if (!finding) throw new Error("no finding");
  drawer ??= makeDrawer(words);
  const title = finding.querySelector("h1");
  if (title) {
    title.id = "drawer-title";
    drawer.setAttribute("aria-labelledby", title.id);
  }
  drawer.querySelector(".drawer-body")!.replaceChildren(document.adoptNode(finding));
  drawer.querySelector<HTMLAnchorElement>(".drawer-bar a")!.href = href;
  if (!drawer.open) drawer.showModal();
  drawer.scrollTop = 0;
}

/** Lets every number open its Finding in the drawer. */
export function numbersOpenDrawer(words: DOMStringMap): void {
  document.addEventListener("click", (e) => {
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    const target = e.target as Element;
    const link = target.closest<HTMLAnchorElement>("a.fig, dialog .paging a");
    if (!link || link.origin !== location.origin || !link.pathname.startsWith("/finding/")) return;
    e.preventDefault();
    if (!drawer?.open) opener = link;
    show(link.href, words).catch(() => { location.href = link.href; });
  });
}
