package sketch

import "testing"

// Every silhouette that is named anywhere must be there: a missing one would
// leave a hole in a picture without a word.
func TestEverySilhouetteThatIsNamedExists(t *testing.T) {
	for phrase, meanings := range vocabulary().phrases {
		for _, m := range meanings {
			if _, ok := silhouettes()[m.shape]; m.shape != "" && !ok {
				t.Errorf("%q has no silhouette %q", phrase, m.shape)
			}
		}
	}
	for shape := range saddles {
		if _, ok := silhouettes()[shape]; !ok {
			t.Errorf("there is a saddle for %q, which has no silhouette", shape)
		}
	}
}

func TestEveryPoseThatIsNamedExists(t *testing.T) {
	for _, p := range poseTraits {
		if _, ok := poses[p.pose]; !ok && p.pose != "read" {
			t.Errorf("there is no pose %q", p.pose)
		}
	}
	for _, r := range roles {
		if _, ok := poses[r.pose]; r.pose != "" && !ok {
			t.Errorf("%s: there is no pose %q", r.names, r.pose)
		}
	}
}
