package keymap

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"easel/tui/intent"
)

// inForce are the scopes that are in force together, as the screen has them:
// innermost first.
var inForce = map[string][]Scope{
	"chat":       {Chat, Everywhere},
	"empty chat": {EmptyChat, Chat, Everywhere},
	"slash":      {Slash, Chat, Everywhere},
	"editing":    {Editing, Everywhere},
	"variations": {Variations, Lists, Outside, Everywhere},
	"prompt":     {Prompt, Lists, Outside, Everywhere},
	"pictures":   {Pictures, Lists, Outside, Everywhere},
	"sheet":      {Sheet, Gallery, Lists, Outside, Everywhere},
	"picture":    {OnePicture, Gallery, Lists, Outside, Everywhere},
	"pair":       {TwoPictures, Gallery, Lists, Outside, Everywhere},
}

// bytesOf is what a terminal sends for a key.
var bytesOf = map[string]string{
	"enter": "\r", "alt+enter": "\x1b\r", "ctrl+j": "\n", "shift+enter": "\x1b[13;2u",
	"tab": "\t", "shift+tab": "\x1b[Z", "esc": "\x1b", "space": " ",
	"shift+left": "\x1b[1;2D", "shift+right": "\x1b[1;2C",
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
	"home": "\x1b[H", "end": "\x1b[F", "pgup": "\x1b[5~", "pgdown": "\x1b[6~",
	"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~",
	"alt+z": "\x1bz", "alt+w": "\x1bw", "ctrl+shift+z": "\x1b[122;6u",
}

// sent is what a terminal sends for a key: from the table above, or a letter,
// or ctrl with a letter.
func sent(key string) string {
	if b, ok := bytesOf[key]; ok {
		return b
	}
	if letter, ok := strings.CutPrefix(key, "ctrl+"); ok && len(letter) == 1 {
		return string(rune(letter[0] - 'a' + 1))
	}
	return key
}

func TestKeysAreOnesThatTerminalsSend(t *testing.T) {
	for _, b := range table {
		for _, k := range b.Keys {
			var decoder uv.EventDecoder
			n, event := decoder.Decode([]byte(sent(k)))
			press, ok := event.(uv.KeyPressEvent)
			if !ok || n != len(sent(k)) {
				t.Errorf("%q: no single key press, but %#v", k, event)
				continue
			}
			if got := tea.KeyPressMsg(press).String(); got != k {
				t.Errorf("%q is called %q by Bubble Tea", k, got)
			}
		}
	}
}

func TestNoKeyMeansTwoThingsInOneScope(t *testing.T) {
	taken := map[Scope]map[string]string{}
	for _, b := range table {
		for _, s := range b.Scopes {
			for _, k := range b.Keys {
				if other, found := taken[s][k]; found {
					t.Errorf("%q in scope %d is both %q and %q", k, s, other, b.Name)
				}
				if taken[s] == nil {
					taken[s] = map[string]string{}
				}
				taken[s][k] = b.Name
			}
		}
	}
}

// TestInnerScopesHideLittle: a key that an inner scope takes from an outer one
// is a trap, so each is wanted and named here.
func TestInnerScopesHideLittle(t *testing.T) {
	wanted := map[string]string{
		"slash tab":       "Next pane", // completes the command
		"sheet tab":       "Next pane", // which there is none of
		"sheet shift+tab": "Previous pane",
	}
	for place, scopes := range inForce {
		for i, outer := range scopes {
			for _, b := range table {
				if !slices.Contains(b.Scopes, outer) {
					continue
				}
				for _, k := range b.Keys {
					got, ok := Resolve(k, scopes[:i])
					if ok && got != b.Intent && wanted[place+" "+k] != b.Name {
						t.Errorf("%s: %q never does %q, for it is %#v", place, k, b.Name, got)
					}
				}
			}
		}
	}
}

func TestReadlineKeysAreFree(t *testing.T) {
	reserved := strings.Fields("ctrl+a ctrl+e ctrl+w ctrl+u ctrl+k ctrl+y ctrl+d ctrl+b ctrl+f ctrl+h alt+b alt+f alt+d alt+backspace")
	for _, b := range table {
		for _, k := range b.Keys {
			if slices.Contains(reserved, k) {
				t.Errorf("%q edits text, and %q takes it", k, b.Name)
			}
		}
	}
}

// TestLettersStayLetters: where text is edited, no key that types is bound.
func TestLettersStayLetters(t *testing.T) {
	for _, b := range table {
		for _, s := range []Scope{Everywhere, Chat, EmptyChat, Slash, Editing} {
			for _, k := range b.Keys {
				if slices.Contains(b.Scopes, s) && (len([]rune(k)) == 1 || k == "space") {
					t.Errorf("%q cannot be typed: %q takes it in scope %d", k, b.Name, s)
				}
			}
		}
	}
}

func TestEveryBindingIsWhole(t *testing.T) {
	for _, b := range table {
		switch {
		case b.Intent == nil || b.Name == "" || len(b.Scopes) == 0:
			t.Errorf("%+v lacks something", b)
		case len(b.Keys) == 0 && b.Slash == "":
			t.Errorf("%q cannot be asked for", b.Name)
		case (b.Arg == "") != (b.With == nil):
			t.Errorf("%q: a command takes an argument that does nothing, or does not say so", b.Name)
		case len(b.Short) > 16:
			t.Errorf("%q is long for the footer", b.Short)
		}
		if first := []rune(b.Name)[0]; !unicode.IsUpper(first) {
			t.Errorf("%q does not begin with a capital", b.Name)
		}
	}
}

func TestSlashNames(t *testing.T) {
	seen := map[string]bool{}
	for _, b := range table {
		if b.Slash == "" {
			continue
		}
		if seen[b.Slash] {
			t.Errorf("/%s is there twice", b.Slash)
		}
		seen[b.Slash] = true
		if strings.ContainsFunc(b.Slash, func(r rune) bool { return r < 'a' || r > 'z' }) {
			t.Errorf("/%s is not one word in small letters", b.Slash)
		}
		if in, ok := Command("/" + b.Slash); !ok || in != b.Intent {
			t.Errorf("/%s gives %#v, %v; its key gives %#v", b.Slash, in, ok, b.Intent)
		}
	}
	for _, name := range []string{"pick", "generate", "keep", "undo", "size", "use"} { // promised to people
		if !seen[name] {
			t.Errorf("/%s is missing", name)
		}
	}
}

func TestCommand(t *testing.T) {
	for line, want := range map[string]intent.Intent{
		"/size 3:2":                intent.SetSize{Size: "3:2"},
		"  /SIZE   1024x768  ":     intent.SetSize{Size: "1024x768"},
		"/pick B":                  intent.Pick{Letter: "B"},
		"/pick":                    intent.Pick{},
		"/round light, mood":       intent.AnotherRound{Axes: "light, mood"},
		"/use a fox /in/ snow":     intent.UseText{Text: "a fox /in/ snow"},
		"/use\na fox\nin snow":     intent.UseText{Text: "a fox\nin snow"},
		"/use\ta fox":              intent.UseText{Text: "a fox"},
		"/negative people, text":   intent.SetNegative{Text: "people, text", Besides: true},
		"/generate":                intent.Generate{},
		"/generate now, would you": intent.Generate{},
		"/quit":                    intent.Quit{},
	} {
		if got, ok := Command(line); !ok || got != want {
			t.Errorf("%q gives %#v, %v, want %#v", line, got, ok, want)
		}
	}
	for _, line := range []string{"", "/", "//", " / size 3:2", "/nothing", "/siz 3:2", "/sizes", "//size 3:2"} {
		if got, ok := Command(line); ok {
			t.Errorf("%q gives %#v", line, got)
		}
	}
}

func FuzzCommand(f *testing.F) {
	for _, line := range []string{"/size 3:2", "/use a\nb", "/", "/\xff", "/pick\u00a0B"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if in, ok := Command(line); ok == (in == nil) {
			t.Errorf("%q gives %#v, %v", line, in, ok)
		}
	})
}

func TestCommands(t *testing.T) {
	names := func(prefix string) (list []string) {
		for _, b := range Commands(prefix) {
			list = append(list, b.Slash)
		}
		return list
	}
	for prefix, want := range map[string]string{"/ge": "generate generators", "/UND": "undo", "size": "size", "/xyz": ""} {
		if got := strings.Join(names(prefix), " "); got != want {
			t.Errorf("%q offers %q, want %q", prefix, got, want)
		}
	}
	if len(names("/")) < 20 {
		t.Errorf("a lone slash offers only %v", names("/"))
	}
}

func TestResolvePrefersTheInnerScope(t *testing.T) {
	for _, c := range []struct {
		key    string
		scopes []Scope
		want   intent.Intent
	}{
		{"tab", inForce["slash"], intent.Complete{}},
		{"tab", inForce["chat"], intent.NextPane{Delta: 1}},
		{"enter", inForce["chat"], intent.Send{}},
		{"enter", inForce["editing"], intent.AcceptEdit{}},
		{"enter", inForce["variations"], intent.Pick{}},
		{"enter", inForce["pictures"], intent.OpenPicture{}},
		{"y", inForce["prompt"], intent.CopyPrompt{}},
		{"y", inForce["pictures"], intent.CopyPath{}},
		{"ctrl+z", inForce["editing"], intent.UndoTyping{}},
		{"ctrl+z", inForce["variations"], intent.Suspend{}},
		{"ctrl+g", inForce["editing"], intent.Generate{}},
	} {
		if got, ok := Resolve(c.key, c.scopes); !ok || got != c.want {
			t.Errorf("%q in %v is %#v, want %#v", c.key, c.scopes, got, c.want)
		}
	}
	if got, ok := Resolve("u", inForce["chat"]); ok {
		t.Errorf("u in the chat is %#v", got)
	}
	if got, ok := Resolve("ctrl+g", nil); ok {
		t.Errorf("without scopes there is %#v", got)
	}
}

// TestActiveIsWhatResolveKnows: help lists a binding where one of its keys
// does what it says, and every key that does something is listed.
func TestActiveIsWhatResolveKnows(t *testing.T) {
	for place, scopes := range inForce {
		listed := map[intent.Intent]bool{}
		for _, b := range Active(scopes) {
			listed[b.Intent] = true
			if !slices.ContainsFunc(b.Scopes, func(s Scope) bool { return slices.Contains(scopes, s) }) {
				t.Errorf("%s: %q does not work there", place, b.Name)
			}
		}
		for k := range maps.Keys(allKeys()) {
			if in, ok := Resolve(k, scopes); ok && !listed[in] {
				t.Errorf("%s: help lacks %q, which is %#v", place, k, in)
			}
		}
	}
	active := Active(inForce["variations"])
	if first, last := active[0], active[len(active)-1]; !slices.Contains(first.Scopes, Variations) || !slices.Contains(last.Scopes, Everywhere) {
		t.Errorf("Active goes from %q to %q", first.Name, last.Name)
	}
}

func allKeys() map[string]bool {
	keys := map[string]bool{}
	for _, b := range table {
		for _, k := range b.Keys {
			keys[k] = true
		}
	}
	return keys
}

func TestFor(t *testing.T) {
	if b, ok := For(intent.Generate{}, inForce["chat"]); !ok || b.Keys[0] != "ctrl+g" {
		t.Errorf("got %+v, %v", b, ok)
	}
	if b, ok := For(intent.OpenHelp{}, inForce["chat"]); !ok || b.Keys[0] != "f1" {
		t.Errorf("help in the chat is on %v", b.Keys)
	}
	if _, ok := For(intent.Pick{}, inForce["chat"]); ok {
		t.Error("pick has a key in the chat")
	}
}

func TestTableCannotBeChanged(t *testing.T) {
	Table()[0].Name = "changed"
	if Table()[0].Name == "changed" {
		t.Error("a caller can change the table")
	}
}
