// Command pictures.d draws pictures as cells and has chafa do the same, and
// prints how close each comes to the picture and how long it takes. See
// .ci/pictures.
package main

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/image/draw"

	"easel/engine/picture"
	"easel/tui/term"
)

const (
	cols, rows = 80, 40
	side       = 960 // pixels at which what is drawn is held against the picture
	runs       = 15
	drawIt     = "-draw" // the argument that makes this program the one that is timed
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == drawIt {
		os.Stdout.WriteString(mosaic(os.Args[2]))
		return
	}
	fmt.Printf("%-40s %22s %22s\n", "", "PSNR: easel, chafa", "fastest of 15")
	for _, path := range os.Args[1:] {
		if err := compare(path); err != nil {
			fmt.Fprintln(os.Stderr, path+":", err)
			os.Exit(1)
		}
	}
}

func mosaic(path string) string {
	img, err := picture.DecodePreview(path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return term.Mosaic(img, cols, rows, term.TrueColour)
}

func compare(path string) error {
	img, err := picture.DecodeFile(path)
	if err != nil {
		return err
	}
	commands := [2][]string{
		{os.Args[0], drawIt, path},
		{"chafa", "--format", "symbols", "--symbols", "vhalf", "--colors", "full", "--animate", "off",
			"--size", fmt.Sprintf("%dx%d", cols, rows), path},
	}
	var cells [2]string
	fastest := [2]time.Duration{time.Hour, time.Hour}
	for range runs { // by turns, as what else the machine does should fall on both
		for i, command := range commands {
			begin := time.Now()
			output, err := exec.Command(command[0], command[1:]...).Output()
			if err != nil {
				return err
			}
			cells[i], fastest[i] = string(output), min(fastest[i], time.Since(begin))
		}
	}
	want := scaled(img)
	fmt.Printf("%-40.40s %8.2f dB %8.2f dB %8.1f ms %8.1f ms\n", filepath.Base(path),
		psnr(want, painted(cells[0])), psnr(want, painted(cells[1])), ms(fastest[0]), ms(fastest[1]))
	return nil
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func scaled(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.CatmullRom.Scale(out, out.Bounds(), img, img.Bounds(), draw.Src, nil)
	return out
}

// painted is what a terminal shows of half blocks, without gaps.
func painted(cells string) *image.RGBA {
	pixels := image.NewRGBA(image.Rect(0, 0, cols, 2*rows))
	var ink, ground color.Color = color.Black, color.Black
	x, y := 0, 0
	for len(cells) > 0 {
		if m := sgr.FindStringSubmatch(cells); m != nil {
			ink, ground = coloured(m[1], ink, ground)
			cells = cells[len(m[0]):]
			continue
		}
		if m := control.FindString(cells); m != "" {
			cells = cells[len(m):]
			continue
		}
		r, size := utf8.DecodeRuneInString(cells)
		cells = cells[size:]
		if r == '\n' {
			x, y = 0, y+1
			continue
		}
		top, bottom := ground, ground
		if r == '▀' || r == '█' {
			top = ink
		}
		if r == '▄' || r == '█' {
			bottom = ink
		}
		pixels.Set(x, 2*y, top)
		pixels.Set(x, 2*y+1, bottom)
		x++
	}
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.NearestNeighbor.Scale(out, out.Bounds(), pixels, pixels.Bounds(), draw.Src, nil)
	return out
}

var (
	sgr     = regexp.MustCompile(`^\x1b\[([0-9;]*)m`)
	control = regexp.MustCompile(`^(?:\x1b\[[?0-9;]*[a-zA-Z]|\r)`) // the cursor, hidden and shown
)

// coloured reads the colours of an SGR sequence; what else it says changes
// nothing here.
func coloured(parameters string, ink, ground color.Color) (color.Color, color.Color) {
	fields := strings.Split(parameters, ";")
	for i := 0; i < len(fields); i++ {
		switch {
		case (fields[i] == "38" || fields[i] == "48") && i+4 < len(fields):
			c := color.RGBA{channel(fields[i+2]), channel(fields[i+3]), channel(fields[i+4]), 255}
			if fields[i] == "38" {
				ink = c
			} else {
				ground = c
			}
			i += 4
		case fields[i] == "7":
			panic("reversed cells are not expected")
		case fields[i] == "0" || fields[i] == "":
			ink, ground = color.Black, color.Black
		}
	}
	return ink, ground
}

func channel(digits string) uint8 {
	n, err := strconv.ParseUint(digits, 10, 8)
	if err != nil {
		panic("a colour is expected, not " + digits)
	}
	return uint8(n)
}

// psnr is the peak signal-to-noise ratio of two pictures over all channels, in
// decibels.
func psnr(a, b *image.RGBA) float64 {
	sum, n := 0.0, 0
	for i := range a.Pix {
		if i%4 == 3 {
			continue
		}
		d := float64(a.Pix[i]) - float64(b.Pix[i])
		sum += d * d
		n++
	}
	return 10 * math.Log10(255*255/(sum/float64(n)))
}
