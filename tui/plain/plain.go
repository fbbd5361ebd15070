// Package plain puts what there is and what happens into words, a fact a line,
// for the studio without a screen: what a screen reader says well and a log
// keeps well. Roles are said ("You", "Prompt", "Variation A"), nothing rests on
// colour, place or marks, and everything from outside is made safe. All
// functions are pure; package tui decides when to say what.
package plain

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/term"
)

// Node says one thing that happened in a session.
func Node(s session.Session, n session.Node) []string {
	switch b := n.Body.(type) {
	case session.Said:
		return []string{"You: " + term.Safe(b.Text)}
	case session.Answered:
		return cut([]string{By(b.Generator) + ": " + term.Safe(b.Reply)}, b.Cut)
	case session.Rounded:
		return round(s, n, b)
	case session.Edited:
		return append([]string{"Edited by hand."}, Prompt("Prompt", b.Prompt)...)
	case session.Used:
		return append([]string{"Used as it is."}, Prompt("Prompt", b.Prompt)...)
	case session.Picked:
		p, _ := s.Prompt(b.PromptID)
		return append([]string{"Picked " + name(s, b.PromptID) + "."}, Prompt("Prompt", p)...)
	case session.Moved:
		current, ok := s.Current()
		if !ok {
			return []string{"Back to the beginning: there is no prompt."}
		}
		return Prompt("Prompt", current)
	case session.Locked:
		return []string{locked(b)}
	case session.Generated:
		return generated(b)
	case session.Kept:
		return []string{"Kept among the favourites: " + term.SafeLine(b.Prompt.Title) + "."}
	case session.Dropped:
		return []string{"No longer a favourite: " + term.SafeLine(b.Prompt.Title) + "."}
	case session.Titled:
		return []string{"The session is called: " + term.SafeLine(b.Title)}
	}
	return nil
}

// By is the name of a generator as a role.
func By(name string) string {
	if name == "" {
		return "Reply"
	}
	return strings.ToUpper(name[:1]) + term.SafeLine(name[1:])
}

func cut(lines []string, cut bool) []string {
	if cut {
		lines = append(lines, "It stopped here; what came is kept.")
	}
	return lines
}

// round says a reply, what it changed and the variations.
func round(s session.Session, n session.Node, b session.Rounded) []string {
	var lines []string
	if strings.TrimSpace(b.Reply) != "" {
		lines = append(lines, By(b.Generator)+": "+term.Safe(b.Reply))
	}
	lines = cut(lines, b.Cut)
	if old, had := s.PromptAt(n.Event.Parent); had {
		lines = append(lines, changesTold(prompt.ChangesBetween(old, b.Rewrite))...)
	}
	lines = append(lines, Prompt("Prompt", b.Rewrite)...)
	for i, v := range b.Variations {
		lines = append(lines, variation(prompt.Letter(i), v))
	}
	return lines
}

func variation(letter string, v prompt.Variation) string {
	line := "Variation " + letter + ": " + term.SafeLine(v.Title)
	if len(v.Differs) > 0 {
		line += ". Differs in " + axes(v.Differs)
	}
	return line + "."
}

func axes(all []prompt.Axis) string {
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = term.SafeLine(string(a))
	}
	return strings.Join(names, ", ")
}

// changesTold says what was added and what removed; nothing when nothing was.
func changesTold(c prompt.Changes) []string {
	var lines []string
	if len(c.Added) > 0 {
		lines = append(lines, "Added: "+term.SafeLine(strings.Join(c.Added, "; "))+".")
	}
	if len(c.Removed) > 0 {
		lines = append(lines, "Removed: "+term.SafeLine(strings.Join(c.Removed, "; "))+".")
	}
	return lines
}

// Prompt says a prompt whole, with what it must be without.
func Prompt(role string, p prompt.Prompt) []string {
	lines := []string{role + ": " + term.Safe(p.Text)}
	if p.Negative != "" {
		lines = append(lines, "Without: "+term.Safe(p.Negative))
	}
	return lines
}

// name is what a prompt is called in its round.
func name(s session.Session, id string) string {
	p, _ := s.Prompt(id)
	title := term.SafeLine(p.Title)
	for _, r := range s.Rounds() {
		switch letter := r.Letter(id); letter {
		case "":
		case ".":
			return "the rewrite, " + title
		default:
			return letter + ", " + title
		}
	}
	return "a prompt"
}

func locked(b session.Locked) string {
	if len(b.Locks) == 0 {
		return "Nothing is locked any more."
	}
	words := make([]string, len(b.Locks))
	for i, l := range b.Locks {
		words[i] = "\"" + term.SafeLine(l.Text) + "\""
	}
	return "Locked: " + strings.Join(words, ", ") + "."
}

func generated(b session.Generated) []string {
	var lines []string
	if from := b.Settings.StartsFrom(); from != "" {
		lines = append(lines, "From "+from+": "+term.Safe(b.Prompt.Text))
	}
	for _, image := range b.Images {
		lines = append(lines, saved(image), facts(image, b.Generator, b.Model))
		if len(image.NotDrawn) > 0 {
			lines = append(lines, "Not drawn: "+term.SafeLine(strings.Join(image.NotDrawn, ", "))+".")
		}
	}
	if b.Problem != "" {
		lines = append(lines, "Error: "+term.SafeLine(b.Problem))
	}
	return lines
}

func saved(image session.Image) string { return "Saved: " + term.SafeLine(image.Path) }

func facts(image session.Image, generator, model string) string {
	line := fmt.Sprintf("%dx%d", image.Width, image.Height)
	if image.Seed != nil {
		line += ", seed " + strconv.FormatUint(uint64(*image.Seed), 10)
	}
	if model != "" {
		generator += ":" + model
	}
	return line + ", by " + term.SafeLine(generator) + "."
}

// Compare says what each of the others has that the first has not.
func Compare(letters []string, prompts []prompt.Prompt) []string {
	var lines []string
	for i, p := range prompts {
		if i == 0 {
			lines = append(lines, "Compared with "+letters[0]+", "+term.SafeLine(p.Title)+":")
			continue
		}
		lines = append(lines, letters[i]+", "+term.SafeLine(p.Title)+".")
		changes := changesTold(prompt.ChangesBetween(prompts[0], p))
		if len(changes) == 0 {
			changes = []string{"The same words."}
		}
		lines = append(lines, changes...)
	}
	return lines
}

// Settings says the settings of the next generation.
func Settings(s prompt.Settings, negative, price string) []string {
	seed, quality := "new each time", "the generator's default"
	if s.Seed != nil {
		seed = strconv.FormatUint(uint64(*s.Seed), 10)
	}
	if s.Quality != "" {
		quality = term.SafeLine(s.Quality)
	}
	lines := []string{
		fmt.Sprintf("Size: %dx%d. Change it: /size 3:2", s.Width, s.Height),
		fmt.Sprintf("Pictures at a time: %d. Change it: /count 2", s.Count),
		"Seed: " + seed + ". Change it: /seed 7, or /seed new",
		"Quality: " + quality + ".",
		"Price: " + price + ".",
	}
	if s.Mask != nil {
		lines = append(lines, "Mask: "+term.SafeLine(s.Mask.Path)+". Only a part of a picture is changed. Take it away: /mask none")
	}
	if negative != "" {
		return append(lines, "Without: "+term.SafeLine(negative)+". Say more: /negative TEXT")
	}
	return append(lines, "Without: nothing is named. Name it: /negative people")
}

// Axes says what a prompt decides, axis by axis, and what it leaves open.
func Axes(p prompt.Prompt) []string {
	var lines []string
	for _, a := range prompt.AllAxes() {
		lines = append(lines, By(string(a))+": "+cmp.Or(term.SafeLine(p.Axes[a]), "left open"))
	}
	return append(lines, "Change one: /axes time night")
}

// Pictures lists pictures, newest last, with where they are.
func Pictures(all []session.Picture) []string {
	var lines []string
	for i, p := range all {
		lines = append(lines, fmt.Sprintf("Picture %d: %s.", i+1, term.SafeLine(p.From.Prompt.Title)), saved(p.Image))
	}
	return lines
}

// Made says what a file tells of what made it.
func Made(m *picture.Made) []string {
	if m == nil {
		return []string{"The file does not say what made it."}
	}
	lines := []string{"Painted from: " + term.Safe(m.Prompt)}
	if m.Negative != "" {
		lines = append(lines, "Without: "+term.Safe(m.Negative))
	}
	if from := m.StartsFrom(); from != "" {
		lines = append(lines, "From "+from+".")
	}
	for _, a := range prompt.AllAxes() {
		if value := m.Axes[string(a)]; value != "" {
			lines = append(lines, By(string(a))+": "+term.Safe(value))
		}
	}
	for _, turn := range m.Conversation {
		who := "Reply"
		if turn.Role == "user" {
			who = "You"
		}
		lines = append(lines, who+": "+term.Safe(turn.Text))
	}
	return lines
}

// Found is a row of what the library has.
func Found(f library.Found) string {
	if f.Kind == library.ASession {
		return "Session " + term.SafeLine(f.ID) + ": " + term.SafeLine(f.Title) + "."
	}
	line := strings.ToUpper(string(f.Kind[:1])) + string(f.Kind[1:]) + " " + term.SafeLine(f.Title)
	if f.Path != "" {
		line += ", " + term.SafeLine(f.Path)
	}
	return line + ": " + term.SafeLine(f.Text)
}

// Sessions lists sessions, newest first.
func Sessions(all []library.Summary) []string {
	if len(all) == 0 {
		return []string{"There are no earlier sessions."}
	}
	var lines []string
	for _, s := range all {
		title := term.SafeLine(s.Title)
		if title == "" {
			title = "without a title"
		}
		lines = append(lines, fmt.Sprintf("Session %s: %s. Rounds: %d. Pictures: %d.", s.ID, title, s.Rounds, s.Pictures))
	}
	return append(lines, "Go on with one: /resume and how its id begins")
}

// Commands lists the slash commands that do something without a screen, from
// the table that the screen has.
func Commands() []string {
	lines := []string{"Type what you want to see, then what to change. A letter alone picks that variation. The commands:"}
	for _, b := range keymap.Commands("") {
		switch b.Intent.(type) {
		case intent.UseTheme, intent.Zoom, intent.ToggleMouse, intent.Edit, intent.OpenPalette: // the palette lists what help does
			continue
		}
		lines = append(lines, strings.TrimSpace("/"+b.Slash+" "+b.Arg)+": "+b.Name+".")
	}
	return lines
}
