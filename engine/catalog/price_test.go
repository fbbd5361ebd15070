package catalog

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestCostOfAUsage(t *testing.T) {
	b := NewBook()
	p := b.ImageModel(profile(t, b, "openai"), "gpt-image-2").Price
	cost := p.Cost(Usage{TextIn: 100, ImageIn: 1000, ImageOut: 2000})
	if cost == nil || math.Abs(*cost-(100*5+1000*8+2000*30)/1e6) > 1e-12 {
		t.Errorf("the cost is %v", cost)
	}
	for name, u := range map[string]Usage{"nothing was counted": {}, "no price": {TextOut: 5}, "negative": {TextIn: -5, ImageOut: 100},
		"a mistake": {ImageOut: math.MaxInt64}} {
		if cost := p.Cost(u); cost != nil {
			t.Errorf("%s: the cost is %v", name, *cost)
		}
	}
	if cost := (Price{TextIn: new(1.0), TextOut: new(5.0)}).Cost(Usage{TextIn: 1e6, CachedIn: 1e6}); cost == nil || *cost != 2 {
		t.Errorf("cached text without a price of its own costs %v", cost)
	}
}

func TestEstimatesOfPictures(t *testing.T) {
	b := NewBook()
	m := b.ImageModel(profile(t, b, "openai"), "gpt-image-2")
	rapid.Check(t, func(t *rapid.T) {
		a := Ask{
			Size:       rapid.SampledFrom(m.Can.Presets).Draw(t, "size"),
			Count:      rapid.IntRange(1, 10).Draw(t, "count"),
			Quality:    rapid.SampledFrom([]string{"", "auto", "low", "medium", "high"}).Draw(t, "quality"),
			Characters: rapid.IntRange(0, 32000).Draw(t, "characters"),
			Partials:   rapid.IntRange(0, 3).Draw(t, "partials"),
			References: rapid.IntRange(0, 16).Draw(t, "references"),
		}
		e := m.Estimate(a)
		if !e.Known || e.Low <= 0 || e.High < e.Low || e.AsOf != "2026-11-22" || e.Free() {
			t.Fatalf("%+v: %+v", a, e)
		}
		more := a
		more.Count++
		more.Partials++
		if after := m.Estimate(more); after.High <= e.High || after.Low < e.Low {
			t.Fatalf("more pictures cost less: %+v, %+v", e, after)
		}
	})
	if e := m.Estimate(Ask{Size: Size{1024, 1024}, Count: 1, Quality: "high"}); e.Low > 0.19 || e.High < 0.19 || e.High > 0.25 {
		t.Errorf("a high one is %+v", e)
	}
	if e := m.Estimate(Ask{Size: Size{1024, 1024}, Count: 1, Quality: "splendid"}); e.Known {
		t.Errorf("a quality that nobody knows is %+v", e)
	}
	newest := b.ImageModel(profile(t, b, "openai"), "gpt-image-2.6-flare")
	if e := newest.Estimate(Ask{Count: 1, Quality: "low"}); e.Known || e.String() != "price unknown" {
		t.Errorf("unknown is unknown, not %+v", e)
	}
	local := b.ImageModel(profile(t, b, "sdcpp"), "x")
	if e := local.Estimate(Ask{Count: 1}); !e.Free() || e.String() != "free" {
		t.Errorf("a local one costs %+v", e)
	}
}

func TestEstimatesOfWords(t *testing.T) {
	b := NewBook()
	m := b.ChatModel(profile(t, b, "openai"), "gpt-6.1-terra")
	e := m.Estimate(4000, 500, 2000)
	if math.Abs(e.Low-(1000*1+500*5)/1e6) > 1e-12 || math.Abs(e.High-(2000*1+2000*5)/1e6) > 1e-12 {
		t.Errorf("got %+v", e)
	}
	if e := b.ChatModel(profile(t, b, "openai"), "gpt-6-sol").Estimate(1, 1, 1); e.Known {
		t.Errorf("got %+v", e)
	}
}

func TestEstimatesTogether(t *testing.T) {
	a, b := Estimate{1, 2, true, "2026-02-01"}, Estimate{0.5, 1, true, "2026-01-01"}
	if got := a.Plus(b); got != (Estimate{1.5, 3, true, "2026-01-01"}) {
		t.Errorf("got %+v", got)
	}
	if got := a.Plus(Nothing()); got != a {
		t.Errorf("got %+v", got)
	}
	if got := a.Plus(Estimate{}); got.Known {
		t.Errorf("got %+v", got)
	}
}

func TestAmountsAsPeopleReadThem(t *testing.T) {
	for amount, want := range map[float64]string{0: "$0", 12.3: "$12.30", 0.1: "$0.10", 0.0421: "$0.042", 0.07: "$0.07", 0.0004: "$0.0004", 0.0999: "$0.10", 0.00001: "under $0.0001"} {
		if got := Dollars(amount); got != want {
			t.Errorf("%v is %s, want %s", amount, got, want)
		}
	}
	if got := (Estimate{0.02, 0.06, true, ""}).String(); got != "$0.02 to $0.06" {
		t.Error(got)
	}
	if got := (Estimate{0.5, 0.501, true, ""}).String(); got != "about $0.50" {
		t.Error(got)
	}
}
