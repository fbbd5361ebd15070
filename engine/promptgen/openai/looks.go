package openai

import (
	"hash/fnv"
	"strconv"
	"strings"

	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// look is one way in which a picture could be another one: what each axis would
// be. The values of one look go together, and complete "Write it again, but".
type look map[prompt.Axis]string

// looks are what a model is asked for that writes one prompt at a time. Small
// models follow "at night" and not "another time of day".
var looks = [...]look{
	{prompt.Time: "at night", prompt.Lighting: "in moonlight", prompt.Palette: "in deep blues and silver", prompt.Mood: "quiet and mysterious", prompt.Setting: "under a sky full of stars",
		prompt.Medium: "as a woodcut in bold lines", prompt.Texture: "printed on rough paper", prompt.Camera: "seen from far above", prompt.Composition: "with everything small in a wide space", prompt.Subject: "with nobody in it"},
	{prompt.Time: "at dawn", prompt.Lighting: "in soft first light", prompt.Palette: "in pale pinks and greys", prompt.Mood: "calm and hopeful", prompt.Setting: "in thin fog",
		prompt.Medium: "as a loose watercolour", prompt.Texture: "with visible brush marks", prompt.Camera: "seen from very close", prompt.Composition: "with the subject filling the frame", prompt.Subject: "with one person in it"},
	{prompt.Time: "late in the evening", prompt.Lighting: "in a stormy half-light", prompt.Palette: "in dark greens and greys", prompt.Mood: "wild and dramatic", prompt.Setting: "in wind and rain",
		prompt.Medium: "as an oil painting", prompt.Texture: "with thick paint", prompt.Camera: "seen from low on the ground", prompt.Composition: "with a strong diagonal", prompt.Subject: "with a flock of birds in it"},
	{prompt.Time: "at noon", prompt.Lighting: "in hard bright sun", prompt.Palette: "in white and strong primary colours", prompt.Mood: "cheerful and open", prompt.Setting: "on a clear summer day",
		prompt.Medium: "as an old photograph", prompt.Texture: "with coarse film grain", prompt.Camera: "seen through a long lens", prompt.Composition: "with the subject at the left edge", prompt.Subject: "with a small dog in it"},
	{prompt.Time: "on a winter afternoon", prompt.Lighting: "in flat grey light", prompt.Palette: "in black and white", prompt.Mood: "lonely and still", prompt.Setting: "in fresh snow",
		prompt.Medium: "as a pencil drawing", prompt.Texture: "on smooth paper", prompt.Camera: "seen from the side, at eye level", prompt.Composition: "with everything in perfect symmetry", prompt.Subject: "with two figures far away"},
	{prompt.Time: "in the last light of the day", prompt.Lighting: "lit by one warm lamp", prompt.Palette: "in reds and golds", prompt.Mood: "warm and nostalgic", prompt.Setting: "a hundred years ago",
		prompt.Medium: "as a travel poster", prompt.Texture: "in flat even colours", prompt.Camera: "seen through a window", prompt.Composition: "framed by dark shapes in front", prompt.Subject: "with an old boat in it"},
}

// turns are the axes that variations differ on where none were asked for: light,
// then material, then viewpoint, then weather.
var turns = [...][]prompt.Axis{
	{prompt.Time, prompt.Lighting}, {prompt.Medium, prompt.Texture}, {prompt.Camera, prompt.Composition}, {prompt.Mood, prompt.Setting}, {prompt.Palette, prompt.Lighting},
}

// another is the nth way to be another picture for a request: the axes that it
// decides. A request that differs begins elsewhere, so that another round is
// another one.
func another(r promptgen.Request, n int) map[prompt.Axis]string {
	axes := r.Axes
	if len(axes) == 0 {
		axes = turns[n%len(turns)]
		n /= len(turns)
	}
	l := looks[(start(r)+n)%len(looks)]
	out := make(map[prompt.Axis]string, len(axes))
	for _, a := range axes {
		out[a] = l[a]
	}
	return out
}

// start is where in the looks a request begins.
func start(r promptgen.Request) int {
	h := fnv.New32a()
	texts := []string{strconv.FormatUint(r.Seed, 10), r.Current.Text, r.Message}
	for _, v := range r.Round {
		texts = append(texts, v.Text)
	}
	_, _ = h.Write([]byte(strings.Join(texts, "\x00"))) // of a hash: cannot fail
	return int(h.Sum32() % uint32(len(looks)))
}

// spoken are the axes in the order in which they are said.
var spoken = [...]prompt.Axis{prompt.Time, prompt.Lighting, prompt.Medium, prompt.Texture, prompt.Camera, prompt.Composition, prompt.Mood, prompt.Setting, prompt.Palette, prompt.Subject}

// inWords says what is decided.
func inWords(decided map[prompt.Axis]string) string {
	var all []string
	for _, a := range spoken {
		if v := decided[a]; v != "" {
			all = append(all, v)
		}
	}
	return strings.Join(all, ", ")
}
