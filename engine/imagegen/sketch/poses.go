package sketch

import "slices"

// pose is how a figure holds itself, facing right, in hundredths of its height
// with y up from the ground: hip, shoulder and the middle of the head, then
// knee, ankle and toe of each leg, elbow and hand of each arm.
type pose struct {
	hip, shoulder, head float64
	near, far           [3]pt
	nearArm, farArm     [2]pt
	turn                float64 // how far it leans forward, in radians
	lift                float64 // how far it is off the ground
}

var poses = map[string]pose{
	"stand":  {47, 76, 92, [3]pt{{5, 25}, {5, 3}, {10, 2}}, [3]pt{{-5, 25}, {-5, 3}, {-1, 2}}, [2]pt{{-12, 57}, {-8, 44}}, [2]pt{{12, 58}, {13, 45}}, 0, 0},
	"walk":   {47, 76, 92, [3]pt{{8, 26}, {10, 3}, {16, 2}}, [3]pt{{-6, 25}, {-15, 4}, {-10, 2}}, [2]pt{{-13, 58}, {-12, 45}}, [2]pt{{12, 58}, {17, 47}}, 0.03, 0},
	"run":    {47, 76, 91, [3]pt{{18, 36}, {12, 15}, {18, 12}}, [3]pt{{-9, 27}, {-28, 23}, {-32, 18}}, [2]pt{{-17, 62}, {-5, 52}}, [2]pt{{15, 62}, {25, 72}}, 0.2, 2},
	"dance":  {47, 76, 92, [3]pt{{2, 25}, {1, 4}, {3, -1}}, [3]pt{{-17, 43}, {-34, 52}, {-41, 55}}, [2]pt{{17, 86}, {11, 105}}, [2]pt{{-20, 82}, {-36, 88}}, 0.05, 1},
	"sit":    {25, 54, 70, [3]pt{{19, 27}, {20, 4}, {27, 2}}, [3]pt{{15, 26}, {13, 4}, {20, 2}}, [2]pt{{-6, 38}, {12, 32}}, [2]pt{{12, 38}, {18, 33}}, 0, 0},
	"ground": {10, 40, 56, [3]pt{{15, 25}, {25, 4}, {32, 3}}, [3]pt{{12, 22}, {20, 4}, {27, 3}}, [2]pt{{-8, 24}, {-12, 9}}, [2]pt{{12, 25}, {17, 18}}, 0, 0},
	"ride":   {9, 38, 54, [3]pt{{14, -5}, {9, -28}, {17, -30}}, [3]pt{{14, -4}, {9, -26}, {16, -28}}, [2]pt{{0, 24}, {17, 19}}, [2]pt{{10, 24}, {20, 20}}, 0.06, 0},
	"row":    {20, 50, 66, [3]pt{{20, 24}, {26, 3}, {33, 2}}, [3]pt{{16, 19}, {19, 3}, {26, 2}}, [2]pt{{-4, 34}, {14, 30}}, [2]pt{{12, 34}, {20, 30}}, 0, 0},
	"cycle":  {13, 40, 55, [3]pt{{16, 4}, {8, -15}, {15, -16}}, [3]pt{{18, 10}, {14, -8}, {20, -9}}, [2]pt{{12, 26}, {30, 20}}, [2]pt{{14, 27}, {31, 21}}, 0.3, 0},
	"surf":   {36, 64, 79, [3]pt{{16, 26}, {12, 3}, {18, 2}}, [3]pt{{-14, 24}, {-18, 3}, {-12, 2}}, [2]pt{{-17, 66}, {-32, 68}}, [2]pt{{18, 64}, {34, 68}}, 0.12, 0},
	"work":   {47, 76, 91, [3]pt{{6, 25}, {6, 3}, {12, 2}}, [3]pt{{-5, 25}, {-6, 3}, {-1, 2}}, [2]pt{{-3, 57}, {15, 59}}, [2]pt{{13, 59}, {20, 62}}, 0.04, 0},
	"play":   {47, 76, 91, [3]pt{{6, 25}, {7, 3}, {13, 2}}, [3]pt{{-5, 25}, {-7, 3}, {-2, 2}}, [2]pt{{4, 57}, {19, 70}}, [2]pt{{17, 62}, {25, 74}}, 0.03, 0},
	"raise":  {47, 76, 92, [3]pt{{5, 25}, {6, 3}, {12, 2}}, [3]pt{{-5, 25}, {-6, 3}, {-1, 2}}, [2]pt{{10, 82}, {21, 100}}, [2]pt{{12, 58}, {13, 45}}, 0, 0},
	"jump":   {47, 76, 92, [3]pt{{18, 42}, {12, 22}, {18, 20}}, [3]pt{{-10, 34}, {-24, 24}, {-20, 20}}, [2]pt{{-14, 88}, {-20, 106}}, [2]pt{{16, 88}, {24, 105}}, 0.04, 14},
	"hug":    {47, 76, 91, [3]pt{{4, 25}, {5, 3}, {10, 2}}, [3]pt{{-5, 25}, {-5, 3}, {0, 2}}, [2]pt{{10, 66}, {25, 69}}, [2]pt{{12, 62}, {24, 56}}, 0.09, 0},
	"climb":  {50, 77, 92, [3]pt{{15, 46}, {9, 26}, {15, 25}}, [3]pt{{2, 27}, {-3, 5}, {3, 4}}, [2]pt{{14, 84}, {20, 103}}, [2]pt{{16, 72}, {24, 88}}, 0.05, 0},
	"lie":    {47, 76, 92, [3]pt{{7, 26}, {3, 6}, {7, 3}}, [3]pt{{3, 26}, {-1, 6}, {3, 3}}, [2]pt{{8, 60}, {11, 74}}, [2]pt{{12, 62}, {13, 78}}, -1.5, 8},
}

// poseTraits are the words of action that decide a pose, the plainest first.
var poseTraits = []struct{ trait, pose string }{
	{"sleeping", "lie"}, {"surfing", "surf"}, {"hugging", "hug"}, {"dancing", "dance"}, {"running", "run"}, {"jumping", "jump"},
	{"climbing", "climb"}, {"playing", "play"}, {"sitting", "sit"}, {"reading", "read"}, {"working", "work"}, {"waving", "raise"},
}

// poseOf chooses how someone holds himself.
func (s *scene) poseOf(p person) string {
	if p.riding != "" {
		return p.riding
	}
	if _, raised := s.pedestal(); raised && p.fish {
		return "ground"
	}
	for _, t := range poseTraits {
		switch {
		case !s.b.trait(t.trait):
		case t.pose == "sit" && s.stage() == landscape && !s.b.has("bench", "chair"):
			return "ground"
		case t.pose == "read" && len(s.b.in("plant", "furniture")) > 0:
			return "sit"
		case t.pose == "read":
			return "work"
		default:
			return t.pose
		}
	}
	switch {
	case p.arm:
		return "raise"
	case p.role.pose != "":
		return p.role.pose
	case p.holds == "violin" || p.holds == "trumpet":
		return "play"
	case p.holds != "" && s.b.trait("holding"):
		return "work"
	case slices.Contains([]string{"book", "pan", "brush", "phone"}, p.holds):
		return "work"
	case p.walking:
		return "walk"
	}
	return "stand"
}

// acted is true for words of action, which mean nothing when they are said
// about the picture.
func acted(trait string) bool {
	return slices.ContainsFunc(poseTraits, func(p struct{ trait, pose string }) bool { return p.trait == trait })
}
