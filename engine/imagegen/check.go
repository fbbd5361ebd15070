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
// sent or paid, as a problem of kind usage. Generators refuse what it refuses.
// Taking up a job sends nothing.
func (i Info) Check(r Request) error {
	switch {
	case r.Resume != "":
		return nil
	case !r.Vary && r.Prompt.Empty():
		return usage("There is no prompt to paint from", "Write what you want to see")
	}
	if err := i.CheckSettings(r); err != nil {
		return err
	}
	return checkBytes(r.References)
}

// CheckSettings is Check of a request that may have no prompt yet, and whose
// references are not read yet: screens and commands ask it first.
func (i Info) CheckSettings(r Request) error {
	can, name := i.Can, i.Ref()
	length := can.PromptUnit.Length(r.Prompt.Text)
	if err := i.CheckSize(catalog.Size{Width: r.Width, Height: r.Height}); err != nil {
		return err
	}
	switch {
	case r.Count != 1 && can.MaxCount == 1:
		return usage(fmt.Sprintf("%s paints one picture at a time, not %d", name, r.Count), "Ask for one, and generate again for more")
	case r.Count < 1 || r.Count > can.MaxCount:
		return usage(fmt.Sprintf("%s paints 1 to %d pictures at a time, not %d", name, can.MaxCount, r.Count), fmt.Sprintf("Ask for 1 to %d", can.MaxCount))
	case can.PromptLimit > 0 && length > can.PromptLimit && !r.Vary:
		return usage(fmt.Sprintf("The prompt has %d %s and %s takes at most %d", length, can.PromptUnit.Noun(), name, can.PromptLimit), "Ask for it to be shorter")
	}
	if err := checkQuality(name, r.Quality, can.Qualities); err != nil {
		return err
	}
	if err := can.CheckOwn(name, r.Own); err != nil {
		return err
	}
	return i.checkReferences(r)
}

// CheckSize says which sizes the generator paints if this is none of them.
func (i Info) CheckSize(s catalog.Size) error {
	if i.Can.Allows(s) {
		return nil
	}
	return usage(fmt.Sprintf("%s does not paint %s", i.Ref(), s), i.Can.SizeRule())
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

// checkReferences says what the generator cannot do with the pictures that it
// is to start from.
func (i Info) checkReferences(r Request) error {
	can, name, n := i.Can, i.Ref(), len(r.References)
	switch {
	case r.Mask != nil && (n == 0 || r.Vary):
		return usage("A mask is for changing a picture in words", "Say which picture, and what to change")
	case r.Mask != nil && !can.Mask:
		return usage(name+" takes no mask", "Choose a generator that does, or leave the mask out")
	case r.Vary && !can.Vary:
		return usage(name+" does not make variations of a picture", "Say what to change, or choose a generator that does")
	case r.Vary && n != 1:
		return usage(fmt.Sprintf("A variation is made of one picture, not of %d", n), "Choose one")
	case r.Vary:
		return nil
	case n > 0 && can.References == 0:
		return usage(name+" does not start from a picture", "Choose a generator that does, or leave the picture out")
	case n > can.References:
		return usage(fmt.Sprintf("%s starts from %d pictures at most, not %d", name, can.References, n), "Choose fewer")
	case n == 0 && can.NeedsReference:
		return usage(name+" paints from a picture only", "Choose one to start from")
	}
	return nil
}

// checkBytes says what is wrong with the files themselves.
func checkBytes(references []Reference) error {
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
