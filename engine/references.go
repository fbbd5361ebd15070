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

// readMask reads where in the first reference something is painted, nil for
// everywhere, and notes in the settings which file says so. A mask of another
// size, or one that leaves nothing to be painted, is a problem of kind usage.
func readMask(s *prompt.Settings) (*imagegen.Mask, error) {
	if s.Mask == nil || len(s.References) == 0 {
		return nil, nil
	}
	mask, sum, err := maskFor(s.Mask.Path, s.References[0].Path)
	s.Mask = &prompt.Reference{Path: s.Mask.Path, SHA256: sum}
	return mask, err
}

// CheckMask says what is wrong with a file as the mask of a picture, and how
// much of that it lets be painted anew: above 0, to 1. Without a picture the
// mask itself is checked.
func CheckMask(path, of string) (share float64, err error) {
	mask, _, err := maskFor(path, of)
	if err != nil {
		return 0, err
	}
	return mask.Share(), nil
}

// maskFor reads a mask for a picture, and gives the hash of its file.
func maskFor(path, of string) (mask *imagegen.Mask, sum string, err error) {
	bare, err := picture.ReadBare(path, mostReference)
	if err != nil {
		return nil, "", err
	}
	if mask, err = imagegen.ReadMask(bare.Data); err != nil || of == "" {
		return mask, bare.SHA256, err
	}
	info, err := picture.Read(of)
	if err != nil {
		return nil, "", err
	}
	return mask, bare.SHA256, mask.Fits(info.Width, info.Height)
}

// hashes are the SHA-256 of references.
func hashes(references []prompt.Reference) []string {
	var all []string
	for _, r := range references {
		all = append(all, r.SHA256)
	}
	return all
}

// hash is the SHA-256 of what may not be there.
func hash(of *prompt.Reference) string {
	if of == nil {
		return ""
	}
	return of.SHA256
}
