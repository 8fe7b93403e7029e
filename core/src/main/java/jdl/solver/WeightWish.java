package jdl.solver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdl.failure.Failure;
import jdl.failure.NamePattern;
import jdl.proto.LayerRename;
import jdl.proto.WeightsParameter;

/**
 * Which layers of weights files a net takes, and under which names.
 *
 * @param names what a layer of the files is called in the net, where it is called otherwise
 * @param ignored patterns of layers of the files that are not taken
 * @param skips whether layers that do not fit are left out, and are no error
 */
public record WeightWish(Map<String, String> names, List<String> ignored, boolean skips) {

    /** All layers as they are. */
    public static final WeightWish NONE = new WeightWish(Map.of(), List.of(), false);

    public WeightWish {
        names = Map.copyOf(names);
        ignored = List.copyOf(ignored);
    }

    public static WeightWish of(WeightsParameter settings) {
        Map<String, String> names = new LinkedHashMap<>();
        for (LayerRename rename : settings.getMapList()) {
            if (rename.getInFile().isEmpty() || rename.getInNet().isEmpty())
                throw Failure.config(
                        "solver: weights: map: wants a name in the file and in the net");
            if (names.put(rename.getInFile(), rename.getInNet()) != null)
                throw Failure.config(
                        "solver: weights: map: has \"" + rename.getInFile() + "\" twice");
        }
        boolean skips = settings.getOnMismatch() == WeightsParameter.OnMismatch.SKIP;
        return new WeightWish(names, settings.getIgnoreList(), skips);
    }

    boolean ignores(String layer) {
        return ignored.stream().anyMatch(text -> new NamePattern(text).matches(layer));
    }

    /** What a layer of the files is called in the net. */
    String inNet(String layer) {
        return names.getOrDefault(layer, layer);
    }

    /** Complains of a name or pattern that is for no layer at all. */
    void check(List<String> inFiles, List<String> inNet) {
        NamePattern.chosen("solver: weights: ignore", ignored, inFiles);
        for (var name : names.entrySet()) {
            if (!inFiles.contains(name.getKey()))
                throw NamePattern.unknown("solver: weights: map", name.getKey(), inFiles);
            if (!inNet.contains(name.getValue()))
                throw NamePattern.unknown("solver: weights: map", name.getValue(), inNet);
        }
    }
}
