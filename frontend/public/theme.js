// Before the first paint, and a file of its own because the content policy allows no inline script.
const chosen = localStorage.getItem("holescan.theme");
if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
