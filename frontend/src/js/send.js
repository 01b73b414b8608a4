// Sends the form of a page that only leads on to another site; its button is for whoever has no script.
document.querySelector("form[data-send-now]").submit();
