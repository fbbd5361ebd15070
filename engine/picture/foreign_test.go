package picture

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// told reads a PNG with these texts.
func readWith(t testing.TB, texts ...text) Info {
	t.Helper()
	data := withTexts(smallPNG, texts...)
	info, err := read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return info
}

const awkward = "a fox: \"red\", 狐 🦊\nSteps: 20, Sampler: none, Seed: 1\nand more"

func jsonText(s string) string {
	return strings.NewReplacer("\n", `\n`, `"`, `\"`).Replace(s)
}

func TestOtherProgramsPicturesAreRead(t *testing.T) {
	comfy := `{"3":{"class_type":"KSampler","inputs":{"cfg":8,"denoise":1,"latent_image":["5",0],"model":["10",0],"negative":["7",0],"positive":["12",0],
		"sampler_name":"euler","scheduler":"normal","seed":["13",0],"steps":20}},
		"4":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"dream.safetensors"}},"10":{"class_type":"LoraLoader","inputs":{"model":["4",0],"lora_name":"x"}},
		"5":{"class_type":"EmptyLatentImage","inputs":{"batch_size":1,"height":512,"width":768}},
		"12":{"class_type":"ConditioningCombine","inputs":{"conditioning_1":["6",0],"conditioning_2":["12",0]}},
		"6":{"class_type":"CLIPTextEncode","inputs":{"clip":["4",1],"text":["14",0]}},"14":{"class_type":"Text","inputs":{"text":"` + jsonText(awkward) + `"}},
		"7":{"class_type":"CLIPTextEncode","inputs":{"clip":["4",1],"text":"people"}},"13":{"class_type":"Seed","inputs":{"seed":7}}}`
	for source, texts := range map[string][]text{
		SourceInvoke: {{"invokeai_metadata", `{"positive_prompt":"` + jsonText(awkward) + `","negative_prompt":"people","seed":7,"width":768,"height":512,"steps":20,"cfg_scale":7.5,"scheduler":"euler","model":{"name":"dream.safetensors"},"app_version":"5"}`},
			{"parameters", "not this\nSteps: 1, Sampler: a, Seed: 9"}},
		SourceMold:    {{"mold:parameters", `{"prompt":"` + jsonText(awkward) + `","original_prompt":"a fox","negative_prompt":"people","seed":7,"width":768,"height":512,"model":"dream.safetensors"}`}},
		SourceFooocus: {{"fooocus_scheme", "fooocus"}, {"parameters", `{"prompt":"` + jsonText(awkward) + `","negative_prompt":"people","seed":"7","resolution":"(768, 512)","base_model":"dream.safetensors","steps":30}`}},
		SourceSwarm:   {{"parameters", `{"sui_image_params":{"prompt":"` + jsonText(awkward) + `","negativeprompt":"people","model":"dream.safetensors","seed":"7","steps":"20","cfgscale":7,"width":768,"height":512,"swarm_version":"0.9"},"sui_extra_data":{}}`}},
		SourceA1111:   {{"parameters", awkward + "\nNegative prompt: people\nSteps: 20, Sampler: Euler a, Seed: 7, Size: 768x512, Model: dream.safetensors"}},
		SourceComfy:   {{"workflow", `{"nodes":[]}`}, {"prompt", comfy}},
	} {
		info := readWith(t, texts...)
		if info.Source != source || info.Made == nil {
			t.Errorf("%s is read as %q", source, info.Source)
			continue
		}
		m := info.Made
		if m.Prompt != awkward || m.Negative != "people" || m.Seed == nil || *m.Seed != 7 || m.Width != 768 || m.Height != 512 || m.Model != "dream.safetensors" {
			t.Errorf("%s: %+v", source, *m)
		}
	}
}

func TestOursComesBeforeTheirs(t *testing.T) {
	own, _ := Made{Prompt: "ours", Width: 1, Height: 1}.encode()
	info := readWith(t, text{"invokeai_metadata", `{"positive_prompt":"theirs"}`}, text{"easel", string(own)})
	if info.Source != SourceEasel || info.Made.Prompt != "ours" {
		t.Errorf("read %+v", info)
	}
}

func TestWhatIsNoMetadataIsNotTold(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 20000) + "1" + strings.Repeat("}", 20000)
	for _, texts := range [][]text{
		{{"invokeai_metadata", "{}"}}, {{"invokeai_metadata", "not json"}}, {{"parameters", "{}"}}, {{"parameters", `{"sui_image_params":7}`}},
		{{"prompt", "a prompt that is no graph"}}, {{"prompt", `{"1":{"class_type":"KSampler","inputs":{"positive":["1",0],"negative":["1",0],"latent_image":["1",0]}}}`}},
		{{"prompt", deep}}, {{"mold:parameters", "[]"}}, {{"fooocus_scheme", "fooocus"}}, {{"something", "else"}},
	} {
		if info := readWith(t, texts...); info.Made != nil {
			t.Errorf("%.60v is read as %s: %+v", texts, info.Source, info.Made)
		}
	}
	long := readWith(t, text{"invokeai_metadata", `{"positive_prompt":"x","seed":18446744073709551615}`})
	if long.Made.Seed != nil || len(long.Pairs) != 1 || long.Pairs[0].Value != "18446744073709551615" {
		t.Errorf("a long seed is %v, %v", long.Made.Seed, long.Pairs)
	}
}

// What the header says counts where a text tells what no picture can be.
func TestSizesThatCannotBe(t *testing.T) {
	for _, told := range []text{
		{"parameters", "a fox\nSteps: 1, Sampler: a, Seed: 1, Size: 99999999999999999999x99999999999999999999"},
		{"fooocus_scheme", "fooocus"},
		{"easel", `{"schema":1,"prompt":"a fox","width":9223372036854775807,"height":9223372036854775807}`},
		{"easel", `{"schema":1,"prompt":"a fox","width":-5,"height":5}`},
	} {
		info := readWith(t, told, text{"parameters", `{"prompt":"a fox","resolution":"(99999999999999999999, 5)"}`})
		if info.Made == nil || info.Made.Width != info.Width || info.Made.Height != info.Height {
			t.Errorf("%s: read %+v", told.value, info.Made)
		}
	}
}

// A graph in which every text is to be looked for behind every other.
func TestLongGraphsAreWalkedOnce(t *testing.T) {
	const nodes = 300
	g := graph{}
	for n := range nodes {
		g[strconv.Itoa(n)] = node{"CLIPTextEncode", object{"text": []any{strconv.Itoa(n + 1), 0}}}
	}
	if allocs := testing.AllocsPerRun(1, func() { g.firstWords() }); allocs > 50*nodes {
		t.Errorf("%v allocations for %d nodes", allocs, nodes)
	}
}

// exifWith is an EXIF block with a comment and a maker's note.
func exifWith(order binary.AppendByteOrder, comment, note string) string {
	mark := "II*\x00"
	if order == binary.AppendByteOrder(binary.BigEndian) {
		mark = "MM\x00*"
	}
	b := []byte(mark)
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 1)
	entry := func(tag uint16, kind uint16, count, value int) {
		b = order.AppendUint16(b, tag)
		b = order.AppendUint16(b, kind)
		b = order.AppendUint32(b, uint32(count))
		b = order.AppendUint32(b, uint32(value))
	}
	entry(tagExif, 4, 1, 26)
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 2)
	entry(tagMakerNote, 2, len(note), 56)
	entry(tagUserComment, 7, len(comment), 56+len(note))
	b = order.AppendUint32(b, 0)
	return string(b) + note + comment
}

func unicodeComment(order binary.AppendByteOrder, s string) string {
	b := []byte("UNICODE\x00")
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func TestEXIFIsRead(t *testing.T) {
	const parameters = "a fox, 狐\nNegative prompt: people\nSteps: 20, Sampler: Euler a, Seed: 7, Size: 768x512"
	jpeg := encodedAs(t, "jpeg")
	for name, block := range map[string]string{
		"big":    exifWith(binary.BigEndian, unicodeComment(binary.BigEndian, parameters), "x    "),
		"little": exifWith(binary.LittleEndian, unicodeComment(binary.LittleEndian, parameters), "x    "),
		"mixed":  exifWith(binary.BigEndian, unicodeComment(binary.LittleEndian, parameters), "x    "),
		"ascii":  exifWith(binary.LittleEndian, "ASCII\x00\x00\x00"+parameters, "x    "),
		"bare":   exifWith(binary.LittleEndian, parameters, "x    "),
	} {
		data := append([]byte(nil), jpeg[:2]...)
		data = append(data, segment(0xe0, "JFIF\x00")...)
		data = append(data, segment(0xe1, "Exif\x00\x00"+block)...)
		data = append(data, jpeg[2:]...)
		info, err := read(bytes.NewReader(data), int64(len(data)))
		if err != nil || info.Source != SourceA1111 || info.Made.Prompt != "a fox, 狐" || *info.Made.Seed != 7 {
			t.Errorf("%s: %+v, %v", name, info, err)
		}
	}
	block := exifWith(binary.LittleEndian, "ASCII\x00\x00\x00"+`{"prompt":"a fox","seed":7}`, "fooocus")
	webp := bombWebP(64, 64)
	webp = append(webp, chunkOfWebP("EXIF", block)...)
	if texts := exifTexts("webp", bytes.NewReader(webp), int64(len(webp))); texts[fooocusKeyword] != "fooocus" || texts[parametersKeyword] != `{"prompt":"a fox","seed":7}` {
		t.Errorf("webp: %q", texts)
	}
}

func FuzzForeign(f *testing.F) {
	f.Add("invokeai_metadata", `{"positive_prompt":"a","model":{"name":"m"}}`)
	f.Add("prompt", `{"3":{"class_type":"KSampler","inputs":{"positive":["3",0],"negative":["3",0],"latent_image":["3",0]}}}`)
	f.Add("parameters", `{"sui_image_params":{"prompt":"a"}}`)
	f.Fuzz(func(t *testing.T, keyword, value string) {
		info := Info{Width: 1, Height: 1}
		info.tell(map[string]string{keyword: value})
		if info.Made != nil && (info.Made.Width <= 0 || info.Source == "") {
			t.Errorf("%+v", info)
		}
	})
}

func FuzzEXIF(f *testing.F) {
	f.Add([]byte(exifWith(binary.LittleEndian, unicodeComment(binary.BigEndian, "a"), "x    ")))
	f.Fuzz(func(t *testing.T, block []byte) {
		for _, data := range [][]byte{append(append([]byte{0xff, 0xd8, 0xff, 0xe1, 0x10, 0x00}, "Exif\x00\x00"...), block...), append([]byte("\xff\xd8"), block...)} {
			exifTexts("jpeg", bytes.NewReader(data), int64(len(data)))
		}
		webp := append(append([]byte("RIFF\x00\x00\x00\x00WEBP"), chunkOfWebP("EXIF", string(block))...), block...)
		exifTexts("webp", bytes.NewReader(webp), int64(len(webp)))
	})
}

// Texts behind the pixels are read where there are none before them.
func TestTextsBehindThePixels(t *testing.T) {
	end := int64(len(smallPNG)) - chunkOverhead
	late := appendChunk(bytes.Clone(smallPNG[:end]), "tEXt", []byte("parameters\x00late\nSteps: 1, Sampler: a, Seed: 2"))
	late = append(late, smallPNG[end:]...)
	for want, data := range map[string][]byte{"late": late, "early": withTexts(late, text{"parameters", "early\nSteps: 1, Sampler: a, Seed: 2"})} {
		if info, err := read(bytes.NewReader(data), int64(len(data))); err != nil || info.Made == nil || info.Made.Prompt != want {
			t.Errorf("%s is read as %+v, %v", want, info, err)
		}
	}
}
