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
	"time"

	uv "github.com/charmbracelet/ultraviolet"
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

// painted is what a terminal shows of the cells, without gaps.
func painted(cells string) *image.RGBA {
	screen := uv.NewScreenBuffer(cols, rows)
	uv.NewStyledString(cells).Draw(screen, screen.Bounds())
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			cell := screen.CellAt(x*cols/side, y*rows/side)
			top := y*2*rows/side%2 == 0
			out.Set(x, y, shows(cell, top))
		}
	}
	return out
}

func shows(cell *uv.Cell, top bool) color.Color {
	c := cell.Style.Bg
	if cell.Content == "█" || cell.Content == "▀" && top || cell.Content == "▄" && !top {
		c = cell.Style.Fg
	}
	if cell.Style.Attrs&uv.AttrReverse != 0 {
		panic("reversed cells are not expected")
	}
	if c == nil {
		return color.Black
	}
	return c
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
