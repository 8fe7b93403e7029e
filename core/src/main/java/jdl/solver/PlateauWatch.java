package jdl.solver;

import java.util.List;
import java.util.Optional;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.proto.SolverParameter;

/**
 * Whether scores still get better, for the policy "plateau".
 *
 * @param drops how often they had stopped to
 * @param best the lowest so far; nothing before the first
 * @param waited judgements in a row without a better one
 * @param iter the iteration of the last judgement; no iteration is judged twice
 */
record PlateauWatch(int drops, Optional<Float> best, int waited, int iter) {

    static final PlateauWatch FRESH = new PlateauWatch(0, Optional.empty(), 0, -1);

    /** After a score, the lower the better, of an iteration. */
    PlateauWatch judge(SolverParameter s, int iteration, float score) {
        if (iteration <= iter) return this;
        boolean better =
                best.map(b -> score < b - s.getPlateauThreshold() * Math.abs(b)).orElse(true);
        if (better) return new PlateauWatch(drops, Optional.of(score), 0, iteration);
        if (waited + 1 < s.getPlateauPatience())
            return new PlateauWatch(drops, best, waited + 1, iteration);
        return new PlateauWatch(drops + 1, best, 0, iteration);
    }

    /** What is to fall, out of the scores of a test. */
    static float score(SolverParameter s, List<Score> scores) {
        String name = s.getPlateauScore();
        List<Score> named =
                scores.stream()
                        .filter(score -> name.isEmpty() || score.name().equals(name))
                        .filter(score -> !name.isEmpty() || score.lossWeight() != 0)
                        .toList();
        if (named.isEmpty()) {
            List<String> names = scores.stream().map(Score::name).distinct().toList();
            throw Failure.config(
                    "solver: plateau_score \"%s\" is no %s of the first test net%s; it has %s"
                            .formatted(
                                    name,
                                    name.isEmpty() ? "loss" : "output",
                                    DidYouMean.among(names, name),
                                    String.join(", ", names)));
        }
        double sum = 0;
        for (Score score : named)
            sum += (score.lossWeight() == 0 ? -1 : score.lossWeight()) * score.value();
        return (float) sum;
    }
}
