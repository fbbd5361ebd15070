package picture

import (
	"io"
	"path/filepath"
	"strings"

	"easel/engine/dialect"
	"easel/engine/problem"
)

// Where the facts about a picture were found.
const (
	SourceEasel   = "easel" // our own chunk
	SourceA1111   = "a1111" // a parameters text, as AUTOMATIC1111, Forge and others write it
	SourceInvoke  = "invokeai"
	SourceMold    = "mold"
	SourceFooocus = "fooocus"
	SourceSwarm   = "swarmui"
	SourceComfy   = "comfyui"
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
// from what another program wrote, into a PNG's texts or into the EXIF of a
// JPEG or a WebP. Nothing is decoded. A text with a wrong checksum, a damaged or
// an over-long one counts as absent, and a file that is cut off is read as far
// as it goes. The size is what the header says and may be larger than [Decode]
// allows. Errors are problems of kind failed.
func Read(path string) (Info, error) {
	file, err := Open(path)
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

// CheckViewable says what speaks against handing a file to another program to
// be looked at; nil for a picture that is called like one. Paths come with
// archives and collections from elsewhere too, and systems run what is called
// like a program.
func CheckViewable(path string) error {
	info, err := Read(path)
	if err != nil {
		return err
	}
	if ext := strings.ToLower(filepath.Ext(path)); ext != "."+info.Format && (ext != ".jpg" || info.Format != "jpeg") {
		return problem.New(problem.Failed, path+" is not called like a picture", "Open it by hand if you know what it is")
	}
	return nil
}

func read(file io.ReaderAt, size int64) (Info, error) {
	r := &fronted{file: file}
	f, config, err := readHeader(io.NewSectionReader(r, 0, size))
	if err != nil {
		return Info{}, err
	}
	info := Info{Format: f.name, Width: config.Width, Height: config.Height}
	if f.name == "png" {
		info.tell(pngTexts(r, size))
	} else {
		info.tell(exifTexts(f.name, r, size))
	}
	return info, nil
}

// fronted is a file whose first bytes, where nearly all is that is read of it,
// are read once.
type fronted struct {
	file  io.ReaderAt
	front []byte
}

func (f *fronted) ReadAt(p []byte, at int64) (int, error) {
	if f.front == nil {
		f.front = make([]byte, 8<<10)
		n, err := f.file.ReadAt(f.front, 0)
		if f.front = f.front[:n]; err != nil && err != io.EOF {
			return 0, err
		}
	}
	if end := at + int64(len(p)); at >= 0 && end <= int64(len(f.front)) {
		return copy(p, f.front[at:end]), nil
	}
	return f.file.ReadAt(p, at)
}

// mostTexts is how many texts of the known keywords are looked at: each may be
// small in the file and large once decompressed.
const mostTexts = 16

// pngTexts are the first whole text of each keyword that is known. Texts stand
// before the pixels or, where a program put none there, behind them: a walk over
// the pixels' chunks takes longer than all the rest.
func pngTexts(r io.ReaderAt, size int64) map[string]string {
	texts := map[string]string{}
	looked := 0
	for c := range chunks(r, size) {
		if c.kind == "IDAT" && len(texts) > 0 {
			break
		}
		keyword, ok := c.keyword(r)
		if !ok || !isKnown(keyword) {
			continue
		}
		if looked++; looked > mostTexts {
			break
		}
		value, err := c.text(r)
		if _, there := texts[keyword]; err == nil && !there && value != "" {
			texts[keyword] = value
		}
	}
	return texts
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
