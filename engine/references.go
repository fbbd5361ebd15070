package engine

import (
	"fmt"

	"easel/engine/imagegen"
	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
)

// MoreLikeIt stands for the prompt where more pictures like one are made, which
// takes no words.
const MoreLikeIt = "More like the picture it starts from"

// mostReference is how many bytes a picture may have that a generation starts
// from: the published limit of OpenAI's edits.
const mostReference = 50 << 20

// checkReferences says what a generator cannot do with the pictures that it is
// to start from; they are not read.
func checkReferences(info imagegen.Info, s prompt.Settings) error {
	can, n := info.Can, len(s.References)
	switch {
	case s.Vary && !can.Vary:
		return problem.New(problem.Usage, info.Name+" does not make variations of a picture", "Say what to change, or choose a generator that does")
	case s.Vary && n != 1:
		return problem.New(problem.Usage, fmt.Sprintf("A variation is made of one picture, not of %d", n), "Choose one")
	case s.Vary:
		return nil
	case n > 0 && can.References == 0:
		return problem.New(problem.Usage, info.Name+" does not start from a picture", "Choose a generator that does, or leave the picture out")
	case n > can.References:
		return problem.New(problem.Usage, fmt.Sprintf("%s starts from %d pictures at most, not %d", info.Name, can.References, n), "Choose fewer")
	case n == 0 && can.NeedsReference:
		return problem.New(problem.Usage, info.Name+" paints from a picture only", "Choose one to start from")
	}
	return nil
}

// readReferences reads the pictures that a generation starts from, without
// what they tell of the person, and notes which files they were.
func readReferences(from []prompt.Reference) (sent []imagegen.Reference, noted []prompt.Reference, err error) {
	for _, r := range from {
		bare, err := picture.ReadBare(r.Path, mostReference)
		if err != nil {
			return nil, nil, err
		}
		sent = append(sent, imagegen.Reference{Data: bare.Data})
		noted = append(noted, prompt.Reference{Path: r.Path, SHA256: bare.SHA256})
	}
	return sent, noted, nil
}

// hashes are the SHA-256 of references.
func hashes(references []prompt.Reference) []string {
	var all []string
	for _, r := range references {
		all = append(all, r.SHA256)
	}
	return all
}
