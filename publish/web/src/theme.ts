// The reader's choice of light or dark, kept on this machine. It runs before
// the page is painted, so that nothing flashes.
try {
  const choice = localStorage.getItem("theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
} catch {
  // no storage: the device decides
}
export {};
