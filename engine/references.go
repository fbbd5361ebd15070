package engine

import (
	"easel/engine/imagegen"
	"easel/engine/picture"
	"easel/engine/prompt"
)

// MoreLikeIt stands for the prompt where more pictures like one are made, which
// takes no words.
const MoreLikeIt = "More like the picture it starts from"

// mostReference is how many bytes a picture may have that a generation starts
// from: the published limit of OpenAI's edits.
const mostReference = 50 << 20

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
