// A button beside each text that is there to be copied. Without this the text is simply selected and copied by hand.
for (const text of document.querySelectorAll("textarea[readonly]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = "Copy";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const row = document.createElement("p");
  row.className = "buttons";
  row.append(button, said);
  text.after(row);
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "It is selected: now copy it with your keyboard.";
    }
  });
}
