package picture

import (
	"image"
	"io"
	"strings"

	"easel/engine/dialect"
)

// Where the facts about a picture were found.
const (
	SourceEasel = "easel" // our own chunk
	SourceA1111 = "a1111" // a parameters text
)

// Info is what a file says about itself, without its pixels.
type Info struct {
	Format        string         // "png", "jpeg", "webp", "gif"
	Width, Height int            // pixels
	Made          *Made          // what made it; nil if the file does not say
	Source        string         // one of the sources; empty when Made is nil
	Parameters    string         // the A1111 parameters text as it stands; empty for none
	Pairs         []dialect.Pair // its settings
}

// The keywords of the texts that are written and read.
const (
	easelKeyword      = "easel"
	parametersKeyword = "parameters"
)

// Read tells format, size and what made a picture: from our own chunk, else
// from an A1111 parameters text. Only PNG carries them as yet; of JPEG, WebP
// and GIF it tells format and size. A text with a wrong checksum, a damaged or
// an over-long one counts as absent, and a file that is cut off is read as far
// as it goes. The size is what the header says and may be larger than [Decode]
// allows. Errors are problems of kind failed.
func Read(path string) (Info, error) {
	file, err := openRegular(path)
	if err != nil {
		return Info{}, err
	}
	defer file.Close()
	stat, err := file.Stat()
	if err != nil {
		return Info{}, damaged(err)
	}
	return read(file, stat.Size())
}

func read(r io.ReaderAt, size int64) (Info, error) {
	f, config, err := readHeader(io.NewSectionReader(r, 0, size))
	if err != nil {
		return Info{}, err
	}
	info := Info{Format: f.name, Width: config.Width, Height: config.Height}
	if f.name == "png" {
		info.addTexts(r, size, config)
	}
	return info, nil
}

func (i *Info) addTexts(r io.ReaderAt, size int64, config image.Config) {
	own, parameters := findTexts(r, size)
	i.Parameters = parameters
	isA1111 := parameters != "" && !strings.HasPrefix(strings.TrimSpace(parameters), "{") // SwarmUI's JSON has the same keyword
	if isA1111 {
		i.Made, i.Pairs = madeFromInfotext(parameters)
		i.Source = SourceA1111
	}
	if made, ok := decodeMade([]byte(own)); ok {
		i.Made, i.Source = made, SourceEasel
	}
	if i.Made != nil && i.Made.Width <= 0 {
		i.Made.Width, i.Made.Height = config.Width, config.Height
	}
}

// mostTexts is how many texts of our keywords are looked at: each may be small
// in the file and large once decompressed.
const mostTexts = 16

// findTexts finds the first text of each keyword that is whole.
func findTexts(r io.ReaderAt, size int64) (own, parameters string) {
	looked := 0
	for c := range chunks(r, size) {
		keyword, ok := c.keyword(r)
		if !ok || keyword != easelKeyword && keyword != parametersKeyword {
			continue
		}
		if looked++; looked > mostTexts {
			break
		}
		value, err := c.text(r)
		switch {
		case err != nil:
		case keyword == easelKeyword && own == "":
			own = value
		case keyword == parametersKeyword && parameters == "":
			parameters = value
		}
	}
	return own, parameters
}

// withMade returns the file with its metadata in it: for PNG a parameters text
// and our own chunk; JPEG, WebP and GIF come back as they are.
func withMade(data []byte, f format, m Made) []byte {
	if f.name != "png" {
		return data
	}
	texts := []text{{parametersKeyword, m.infotext()}}
	if own, ok := m.encode(); ok {
		texts = append(texts, text{easelKeyword, string(own)})
	}
	return withTexts(data, texts...)
}
