package openai

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/problem"
)

// What references may be, in bytes: the published limit of one, and what is
// reasonable to hold and send at once.
const (
	mostReference  = 50 << 20
	mostReferences = 128 << 20
)

// check says what the model would refuse, before anything is sent or paid.
func (g *Generator) check(r imagegen.Request) error {
	can := g.model.Can
	name := g.name()
	words := utf8.RuneCountInString(r.Prompt.Text)
	switch {
	case r.Vary && !can.Vary:
		return usage(name+" does not make variations of a picture", "Say what to change, or choose another model with ctrl+o")
	case r.Vary && len(r.References) != 1:
		return usage("A variation is made of one picture", "Choose one")
	case !r.Vary && r.Prompt.Empty():
		return usage("There is no prompt to paint from", "Write what you want to see")
	case can.PromptLimit > 0 && words > can.PromptLimit && !r.Vary:
		return usage(fmt.Sprintf("The prompt has %d characters and %s takes at most %d", words, name, can.PromptLimit), "Ask for it to be shorter")
	case !can.Allows(catalog.Size{Width: r.Width, Height: r.Height}):
		return usage(fmt.Sprintf("%s does not paint %dx%d", name, r.Width, r.Height), can.SizeRule())
	case r.Count < 1 || r.Count > can.MaxCount:
		return usage(fmt.Sprintf("%s paints 1 to %d pictures at a time, not %d", name, can.MaxCount, r.Count), "")
	}
	if err := choose(name, "quality", r.Quality, can.Qualities); err != nil {
		return err
	}
	if err := can.CheckOwn(name, r.Own); err != nil {
		return err
	}
	if r.Own["background"] == "transparent" && r.Own["format"] == "jpeg" {
		return usage("A JPEG cannot be transparent", "Choose the format png or webp")
	}
	return checkReferences(name, can, r.References)
}

// name is the generator in sentences.
func (g *Generator) name() string {
	if g.model.ID == "" {
		return g.profile.Name
	}
	return g.profile.Name + ":" + g.model.ID
}

func usage(message, hint string) error { return problem.New(problem.Usage, message, hint) }

// choose is nil for nothing and for "auto", which is every model's own choice
// and not sent.
func choose(name, what, value string, of []string) error {
	if value == "" || value == "auto" || slices.Contains(of, value) {
		return nil
	}
	if len(of) == 0 {
		return usage(fmt.Sprintf("%s has no choice of %s", name, what), "Leave it out")
	}
	return usage(fmt.Sprintf("%s has no %s %q", name, what, value), "It has: "+strings.Join(of, ", "))
}

func checkReferences(name string, can catalog.Capabilities, references []imagegen.Reference) error {
	if len(references) > can.References {
		if can.References == 0 {
			return usage(name+" does not edit pictures", "Choose another model with ctrl+o")
		}
		return usage(fmt.Sprintf("%s starts from %d pictures at most, not %d", name, can.References, len(references)), "")
	}
	all := 0
	for _, ref := range references {
		all += len(ref.Data)
		switch {
		case mediaType(ref.Data) == "":
			return usage("A picture to start from is not PNG, JPEG or WebP", "Choose another one")
		case len(ref.Data) >= mostReference:
			return usage("A picture to start from has more than 50 MB", "Make it smaller")
		}
	}
	if all > mostReferences {
		return usage("The pictures to start from have more than 128 MB together", "Choose fewer")
	}
	return nil
}

// mediaType is the type of a picture by what it begins with; empty for none
// that these servers read.
func mediaType(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return "image/jpeg"
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return "image/webp"
	}
	return ""
}
