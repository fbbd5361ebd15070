// Package keymap is the one table of keys. Help, palette, footer, slash
// commands and the README are all made from it, so that they cannot disagree,
// and no widget brings keys of its own. Everything under tui may import it.
package keymap

import (
	"slices"
	"strings"
	"unicode"

	"easel/tui/intent"
)

// Scope is a place where keys have a meaning. Several are in force at a time,
// from the innermost to Everywhere; the first that knows a key has it.
type Scope int

// The scopes. While text is edited, Outside is not in force, so that letters
// are letters.
const (
	Everywhere Scope = iota
	Outside          // wherever no text is edited
	Chat             // the chat's input
	EmptyChat        // the same while it is empty
	Slash            // the same while the name of a slash command is typed
	Editing          // a prompt edited by hand
	Lists            // panes with a cursor
	Variations
	Prompt
	Pictures
	Compare // the screen that lays prompts side by side; from here on, screens over the studio
	Tree    // the screen that shows all that happened
	Gallery // the screen that shows pictures, in whichever way:
	Sheet   // many of them
	OnePicture
	TwoPictures
	Library       // the rows of the screen where everything is found
	LibrarySearch // its search
)

// String is the place as people call it.
func (s Scope) String() string {
	return [...]string{
		Everywhere: "everywhere", Outside: "outside text", Chat: "Chat", EmptyChat: "empty Chat", Slash: "a command in Chat",
		Editing: "editing", Lists: "lists", Variations: "Variations", Prompt: "Prompt", Pictures: "Pictures", Compare: "Compare", Tree: "Tree",
		Gallery: "Gallery", Sheet: "many pictures", OnePicture: "one picture", TwoPictures: "two pictures",
		Library: "Library", LibrarySearch: "searching the Library",
	}[s]
}

// Binding is one row of the table.
type Binding struct {
	Keys   []string      // as Bubble Tea names them; the first is the one shown
	Scopes []Scope       // where they work
	Intent intent.Intent // what they ask for
	Name   string        // what it does, as in the palette and the help
	Short  string        // the same in a word or two, for the footer
	Slash  string        // its name as a slash command, without the slash; empty for none
	Arg    string        // what the slash command takes, as shown: "SIZE"; empty for nothing
	// With makes the intent from the slash command's argument.
	With func(arg string) intent.Intent
}

// OfScreen says whether a binding works on screens over the studio alone.
func (b Binding) OfScreen() bool {
	return !slices.ContainsFunc(b.Scopes, func(s Scope) bool { return s < Compare })
}

// Resolve finds what a key asks for in the scopes in force, innermost first.
func Resolve(key string, scopes []Scope) (intent.Intent, bool) {
	for _, scope := range scopes {
		for _, b := range table {
			if slices.Contains(b.Scopes, scope) && slices.Contains(b.Keys, key) {
				return b.Intent, true
			}
		}
	}
	return nil, false
}

// Table is every binding in the order in which help lists them.
func Table() []Binding { return slices.Clone(table) }

// Active lists the bindings that work in the scopes in force, innermost scope
// first, each once.
func Active(scopes []Scope) []Binding {
	var out []Binding
	for _, scope := range scopes {
		for _, b := range table {
			if slices.Contains(b.Scopes, scope) && !taken(out, b) {
				out = append(out, b)
			}
		}
	}
	return out
}

func taken(list []Binding, b Binding) bool {
	return slices.ContainsFunc(list, func(o Binding) bool { return o.Name == b.Name })
}

// For finds the binding of an intent that works in the scopes in force, for
// the footer.
func For(in intent.Intent, scopes []Scope) (Binding, bool) {
	for _, b := range table {
		if b.Intent == in && slices.ContainsFunc(b.Scopes, func(s Scope) bool { return slices.Contains(scopes, s) }) {
			return b, true
		}
	}
	return Binding{}, false
}

// Command reads a slash command such as "/size 3:2". ok is false when there is
// none of that name. The argument may begin on a line of its own.
func Command(line string) (in intent.Intent, ok bool) {
	name, arg := firstWord(strings.TrimPrefix(strings.TrimSpace(line), "/"))
	for _, b := range table {
		if b.Slash == "" || !strings.EqualFold(b.Slash, name) {
			continue
		}
		if b.With != nil {
			return b.With(arg), true
		}
		return b.Intent, true
	}
	return nil, false
}

// firstWord parts a text from its first word.
func firstWord(text string) (word, rest string) {
	if i := strings.IndexFunc(text, unicode.IsSpace); i >= 0 {
		return text[:i], strings.TrimSpace(text[i:])
	}
	return text, ""
}

// Commands lists the bindings that have a slash name beginning with prefix.
func Commands(prefix string) []Binding {
	prefix = strings.ToLower(strings.TrimPrefix(prefix, "/"))
	var out []Binding
	for _, b := range table {
		if b.Slash != "" && strings.HasPrefix(b.Slash, prefix) {
			out = append(out, b)
		}
	}
	return out
}
