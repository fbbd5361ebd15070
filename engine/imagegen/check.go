package imagegen

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"easel/engine/catalog"
	"easel/engine/problem"
)

// What references may be, in bytes: what is reasonable to hold and send at
// once. Generators may allow less.
const (
	mostReference  = 50 << 20
	mostReferences = 128 << 20
)

// MostPicture is how many bytes of a picture are held in memory: more than the
// largest size of any generator has without compression.
const MostPicture = 64 << 20

// Check says what the generator cannot do of a request, before anything is
// sent or paid, as a problem of kind usage. Generators refuse what it refuses;
// screens and commands ask it first.
func (i Info) Check(r Request) error {
	switch {
	case r.Vary && len(r.References) != 1:
		return usage("A variation is made of one picture", "Choose one")
	case !r.Vary && r.Prompt.Empty():
		return usage("There is no prompt to paint from", "Write what you want to see")
	case i.Can.NeedsReference && len(r.References) == 0:
		return usage(i.Ref()+" paints from a picture only", "Choose a picture to start from, or another model with ctrl+o")
	}
	return i.CheckSettings(r)
}

// CheckSettings is Check of a request that has no prompt yet.
func (i Info) CheckSettings(r Request) error {
	can, name := i.Can, i.Ref()
	length := can.PromptUnit.Length(r.Prompt.Text)
	switch {
	case r.Vary && !can.Vary:
		return usage(name+" does not make variations of a picture", "Say what to change, or choose another model with ctrl+o")
	case can.PromptLimit > 0 && length > can.PromptLimit && !r.Vary:
		return usage(fmt.Sprintf("The prompt has %d %s and %s takes at most %d", length, can.PromptUnit.Noun(), name, can.PromptLimit), "Ask for it to be shorter")
	case !can.Allows(catalog.Size{Width: r.Width, Height: r.Height}):
		return usage(fmt.Sprintf("%s does not paint %dx%d", name, r.Width, r.Height), can.SizeRule())
	case r.Count != 1 && can.MaxCount == 1:
		return usage(fmt.Sprintf("%s paints one picture at a time, not %d", name, r.Count), "Ask for one, and generate again for more")
	case r.Count < 1 || r.Count > can.MaxCount:
		return usage(fmt.Sprintf("%s paints 1 to %d pictures at a time, not %d", name, can.MaxCount, r.Count), fmt.Sprintf("Ask for 1 to %d", can.MaxCount))
	}
	if err := checkQuality(name, r.Quality, can.Qualities); err != nil {
		return err
	}
	if err := can.CheckOwn(name, r.Own); err != nil {
		return err
	}
	return checkReferences(name, can.References, r.References)
}

// Ref is the generator by the name with which it is chosen: NAME or NAME:MODEL.
func (i Info) Ref() string {
	if i.Model == "" {
		return i.Name
	}
	return i.Name + ":" + i.Model
}

func usage(message, hint string) error { return problem.New(problem.Usage, message, hint) }

// checkQuality is nil for nothing and for "auto", which is every model's own
// choice and not sent.
func checkQuality(name, quality string, of []string) error {
	switch {
	case quality == "" || quality == "auto" || slices.Contains(of, quality):
		return nil
	case len(of) == 0:
		return usage(name+" has no choice of quality", "Leave it out")
	}
	return usage(fmt.Sprintf("%s has no quality %q", name, quality), "It has: "+strings.Join(of, ", "))
}

func checkReferences(name string, most int, references []Reference) error {
	if len(references) > most {
		if most == 0 {
			return usage(name+" does not edit pictures", "Choose another model with ctrl+o")
		}
		return usage(fmt.Sprintf("%s starts from %d pictures at most, not %d", name, most, len(references)), "")
	}
	all := 0
	for _, ref := range references {
		all += len(ref.Data)
		switch {
		case MediaType(ref.Data) == "":
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

// MediaType is the type of a picture by what it begins with; empty for none
// that generators give or read.
func MediaType(data []byte) string {
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
