package catalog

import (
	"fmt"
	"math"
	"strings"
)

// Price is what a model charges, in US dollars for a million tokens of each
// kind. A nil price is unknown; it is never taken for free.
type Price struct {
	AsOf          string   `toml:"as_of"` // the day on which these were true, YYYY-MM-DD
	TextIn        *float64 `toml:"text_in"`
	CachedIn      *float64 `toml:"cached_in"`
	ImageIn       *float64 `toml:"image_in"`
	TextOut       *float64 `toml:"text_out"`
	ImageOut      *float64 `toml:"image_out"`
	PartialTokens int64    `toml:"partial_tokens"` // image tokens of one unfinished picture

	// Pictures is what one finished picture of a megapixel costs about, by
	// quality, or by resolution where sizes are asked for by that. It is for
	// estimates only; what was paid comes from the server.
	Pictures map[string]float64 `toml:"pictures"`
	// Further is what each megapixel after the first adds, where Pictures is a
	// published list. Nil is where it is about right, in the measure of area.
	Further *float64 `toml:"further"`
	// ReferenceTokens is how many image tokens one reference takes, from and to.
	ReferenceTokens [2]int64 `toml:"reference_tokens"`
	// Reference is what one reference costs, from and to, where no tokens are
	// counted.
	Reference *[2]float64 `toml:"reference"`
}

// Usage is the tokens that a request took, as the server counted them.
type Usage struct {
	TextIn   int64 `json:"text_in,omitempty"` // without the cached ones
	CachedIn int64 `json:"cached_in,omitempty"`
	ImageIn  int64 `json:"image_in,omitempty"`
	TextOut  int64 `json:"text_out,omitempty"`
	ImageOut int64 `json:"image_out,omitempty"`
}

// Zero says that nothing was counted: servers that count nothing say so too.
func (u Usage) Zero() bool { return u == Usage{} }

// Plus is both together.
func (u Usage) Plus(o Usage) Usage {
	return Usage{TextIn: u.TextIn + o.TextIn, CachedIn: u.CachedIn + o.CachedIn, ImageIn: u.ImageIn + o.ImageIn,
		TextOut: u.TextOut + o.TextOut, ImageOut: u.ImageOut + o.ImageOut}
}

// mostTokens is where a count is a server's mistake and no bill.
const mostTokens = 1_000_000_000

// Cost is what a request came to, in US dollars; nil where the usage or one of
// the prices it needs is unknown.
func (p Price) Cost(u Usage) *float64 {
	if u.Zero() {
		return nil
	}
	cached := p.CachedIn
	if cached == nil {
		cached = p.TextIn
	}
	total := 0.0
	for _, part := range []struct {
		tokens int64
		price  *float64
	}{{u.TextIn, p.TextIn}, {u.CachedIn, cached}, {u.ImageIn, p.ImageIn}, {u.TextOut, p.TextOut}, {u.ImageOut, p.ImageOut}} {
		switch {
		case part.tokens == 0:
			continue
		case part.tokens < 0, part.tokens > mostTokens, part.price == nil:
			return nil
		}
		total += float64(part.tokens) / 1e6 * *part.price
	}
	return &total
}

// Estimate is what a request will cost about, in US dollars. The zero value is
// unknown.
type Estimate struct {
	Low, High float64
	Known     bool
	AsOf      string // the day of the prices it was made from; empty for what is free
}

// Nothing is the estimate of what is free.
func Nothing() Estimate { return Estimate{Known: true} }

// Free says whether it is known to cost nothing.
func (e Estimate) Free() bool { return e.Known && e.High == 0 }

// Plus is both together; unknown if one of them is.
func (e Estimate) Plus(o Estimate) Estimate {
	if !e.Known || !o.Known {
		return Estimate{}
	}
	return Estimate{Low: e.Low + o.Low, High: e.High + o.High, Known: true, AsOf: older(e.AsOf, o.AsOf)}
}

func older(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// String is the estimate as people read it: "free", "about $0.04",
// "$0.02 to $0.06", "price unknown".
func (e Estimate) String() string {
	switch {
	case !e.Known:
		return "price unknown"
	case e.Free():
		return "free"
	}
	low, high := Dollars(e.Low), Dollars(e.High)
	if low == high {
		return "about " + high
	}
	return low + " to " + high
}

// Dollars is an amount as people read it: cents from a tenth of a dollar on, at
// most two figures below that, and never 0 for what costs something.
func Dollars(amount float64) string {
	switch {
	case amount <= 0:
		return "$0"
	case amount >= 0.1:
		return fmt.Sprintf("$%.2f", amount)
	case amount < 0.0001:
		return "under $0.0001"
	}
	decimals := int(math.Ceil(-math.Log10(amount))) + 1
	text := fmt.Sprintf("%.*f", decimals, amount)
	for len(text) > len("0.00") && strings.HasSuffix(text, "0") {
		text = text[:len(text)-1]
	}
	return "$" + text
}

// Words is the estimate of a request to a chat model. A prompt of that many
// characters has a quarter to half as many tokens; the answer is guessed by the
// caller, in tokens.
func (p Price) Words(characters int, answerFrom, answerTo int64) Estimate {
	if p.TextIn == nil || p.TextOut == nil {
		return Estimate{}
	}
	from, to := tokensIn(characters)
	return Estimate{
		Low:   (from**p.TextIn + float64(answerFrom)**p.TextOut) / 1e6,
		High:  (to**p.TextIn + float64(answerTo)**p.TextOut) / 1e6,
		Known: true, AsOf: p.AsOf,
	}
}

// tokensIn is from and to how many tokens a text of that many characters has.
func tokensIn(characters int) (from, to float64) {
	return float64(characters) / 4, float64(characters) / 2
}

// Ask is a request to an image generator as far as its price depends on it.
type Ask struct {
	Size       Size
	Count      int
	Quality    string // empty for the model's own choice
	Characters int    // of the prompt
	Partials   int    // unfinished pictures of each
	References int
}

// unsure is by how much an estimate of a picture may be off, up and down.
const unsure = 0.25

// Picture is the estimate of a generation, a range because neither the tokens
// of a picture nor those of a text are known before. Larger pictures cost more
// in the measure of their area.
func (p Price) Picture(a Ask) Estimate {
	low, high, ok := p.quality(a.Quality)
	reference, counted := p.reference()
	if !ok || a.References > 0 && !counted {
		return Estimate{}
	}
	const megapixel = 1024 * 1024
	area := max(float64(a.Size.Width)*float64(a.Size.Height)/megapixel, 1)
	e := Estimate{Low: low * (1 - unsure) * area, High: high * (1 + unsure) * area, Known: true, AsOf: p.AsOf}
	if p.Further != nil {
		e.Low, e.High = low+(area-1)**p.Further, high+math.Ceil(area-1)**p.Further
	}
	if p.ImageOut != nil {
		e.High += float64(a.Partials) * float64(p.PartialTokens) / 1e6 * *p.ImageOut
	}
	count := float64(max(a.Count, 1))
	e.Low, e.High = e.Low*count, e.High*count
	if p.TextIn != nil {
		from, to := tokensIn(a.Characters)
		e.Low += from / 1e6 * *p.TextIn
		e.High += to / 1e6 * *p.TextIn
	}
	e.Low += float64(a.References) * reference[0]
	e.High += float64(a.References) * reference[1]
	return e
}

// reference is what one reference costs, from and to; ok is false where that is
// not known.
func (p Price) reference() (cost [2]float64, ok bool) {
	switch {
	case p.Reference != nil:
		return *p.Reference, true
	case p.ImageIn == nil || p.ReferenceTokens[1] == 0:
		return cost, false
	}
	for i, tokens := range p.ReferenceTokens {
		cost[i] = float64(tokens) / 1e6 * *p.ImageIn
	}
	return cost, true
}

// quality is the price of a picture from and to: of all qualities when the
// model chooses.
func (p Price) quality(name string) (low, high float64, ok bool) {
	if name != "" && name != "auto" {
		v, ok := p.Pictures[name]
		return v, v, ok
	}
	low = math.Inf(1)
	for _, v := range p.Pictures {
		low, high = min(low, v), max(high, v)
	}
	return low, high, len(p.Pictures) > 0
}
