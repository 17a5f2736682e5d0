// Package threshold is the threshold test: from counts of stops, searches and
// hits by place and group it infers how sure officers were before they searched,
// group by group. Counts of cells go in (Table); the posterior of the search
// thresholds (Posterior) comes out, or a typed refusal (package refuse).
//
// The model is the fast one, of discriminant signals: Pierson, Corbett-Davies and
// Goel, Fast Threshold Tests for Detecting Discrimination, AISTATS 2018, with the
// priors of that paper (FastTT2018) or of Pierson et al., A Large-Scale Analysis
// of Racial Disparities in Police Stops Across the United States, Nature Human
// Behaviour 4 (2020) (OPP2020). Beside it stands, as a cross-check for small
// tables, the first one, of beta signals: Simoiu, Corbett-Davies and Goel, The
// Problem of Infra-marginality in Outcome Tests for Discrimination, Annals of
// Applied Statistics 11 (2017). Both are sampled by package nuts with gradients
// written by hand.
//
// What the test cannot say: a lower threshold is consistent with a lower bar for
// a group, it does not prove one. The priors of OPP2020 hold groups' differences
// in risk small, so a true difference in risk shows as one in thresholds: a
// finding counts only where all priors agree. With two groups the data alone
// identify nothing.
package threshold
