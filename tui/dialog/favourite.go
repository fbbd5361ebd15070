package dialog

import (
	"strings"

	"easel/engine/library"
	"easel/tui/intent"
)

// NewFavourite makes the form for what a favourite is called and how it is found.
func NewFavourite(f library.Favourite) *Form {
	fields := []*field{
		textField("Title", f.Title, "A few words to know it by."),
		textField("Short name", f.Name, "In the chat, {NAME} stands for it."),
		textField("Tags", strings.Join(f.Tags, " "), "With a space between: sea calm."),
		textField("Note", f.Note, "A note to yourself."),
	}
	for i, name := range []string{"title", "name", "tags", "note"} {
		fields[i].set = func(value string) intent.Intent {
			return intent.EditFavourite{ID: f.ID, Field: name, Value: value}
		}
	}
	return newForm("favourite", "Favourite", fields)
}

// NewTags asks for the tags of several favourites.
func NewTags(count int) *Form {
	f := textField("Tags", "", "For example: sea calm -draft. A minus takes a tag away.")
	f.set = func(value string) intent.Intent { return intent.TagFavourites{Tags: value} }
	title := "Tags of the favourite"
	if count > 1 {
		title = "Tags of the marked favourites"
	}
	return newForm("tags", title, []*field{f})
}

// textField is a field for any words.
func textField(label, now, hint string) *field {
	f := newField(label, now, strings.TrimSpace(now))
	f.hint = hint
	f.read = func(text string) (string, string) { return strings.TrimSpace(text), "" }
	return f
}
