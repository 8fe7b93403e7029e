package jdl.solver;

import java.util.ArrayList;
import java.util.List;
import jdl.net.Output;

/**
 * One number of a net's outputs. A blob of several elements gives several scores of one name;
 * {@code lossWeight} is 0 for what is no loss.
 */
public record Score(String name, float value, float lossWeight) {

    static List<Score> of(List<Output> outputs) {
        List<Score> scores = new ArrayList<>();
        for (Output output : outputs) {
            for (int i = 0; i < output.data().size(); i++) {
                scores.add(new Score(output.name(), output.data().get(i), output.lossWeight()));
            }
        }
        return scores;
    }
}
