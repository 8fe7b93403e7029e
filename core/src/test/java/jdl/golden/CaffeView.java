package jdl.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import jdl.net.BlobPlan;
import jdl.net.NetPlan;
import jdl.net.Step;
import jdl.net.WeightPlan;
import jdl.tensor.Shape;

/**
 * A plan as Caffe would have it: with a Split layer behind each blob that has several readers, to
 * be compared with what Caffe says of its net.
 */
final class CaffeView {

    private static final String AUTOMATIC = "(automatic)";

    private final ObjectMapper json = new ObjectMapper();
    private final NetPlan plan;
    private final Set<Integer> learnt;

    /** Readers of each blob so far; a loss weight that the file gives counts as the first. */
    private final Map<Integer, Integer> taken = new HashMap<>();

    private final Map<Integer, String> splits = new HashMap<>();
    private final ArrayNode layers = json.createArrayNode();
    private final ArrayNode inputs = json.createArrayNode();
    private final Set<String> outputs = new TreeSet<>();
    private final Map<String, Float> lossWeights = new HashMap<>();

    private CaffeView(NetPlan plan) {
        this.plan = plan;
        learnt = learnt(plan);
        for (int blob : plan.outputs()) outputs.add(plan.blobs().get(blob).name());
        plan.steps().forEach(this::layer);
    }

    /** Everything that a golden file tells of a net, but its phase. */
    static JsonNode of(NetPlan plan) {
        return new CaffeView(plan).whole();
    }

    private static Set<Integer> learnt(NetPlan plan) {
        Set<Integer> learnt = new HashSet<>();
        for (Step step : plan.steps())
            if (step.weightDiffs().contains(true)
                    || step.bottoms().stream().anyMatch(learnt::contains))
                learnt.addAll(step.tops());
        return learnt;
    }

    private JsonNode whole() {
        var net = json.createObjectNode().put("name", plan.name());
        net.set("layers", layers);
        net.set("inputs", inputs);
        outputs.forEach(net.putArray("outputs")::add);
        List<WeightPlan> weights = plan.weights();
        net.put("learnable_params", weights.size());
        net.put("params", plan.steps().stream().mapToInt(s -> s.weights().size()).sum());
        net.put(
                "learnable_param_count",
                weights.stream().mapToLong(w -> w.spec().shape().count()).sum());
        weights.forEach(w -> rates(net, "lr_mult").add(w.rate()));
        weights.forEach(w -> rates(net, "decay_mult").add(w.decay()));
        var losses = net.putObject("loss_weights");
        lossWeights.forEach(losses::put);
        return net;
    }

    private static ArrayNode rates(ObjectNode net, String name) {
        return net.withArray("/" + name);
    }

    private void layer(Step step) {
        var layer = start(step.name(), step.settings().getType(), step.backward());
        for (int bottom : step.bottoms()) rates(layer, "bottoms").add(reading(bottom));
        step.bottomDiffs().forEach(rates(layer, "bottom_need_backward")::add);
        for (int i = 0; i < step.tops().size(); i++) top(layer, nameOfTop(step, i), shape(step, i));
        step.layer().plan().weights().forEach(w -> shape(w.shape(), rates(layer, "params")));
        if (step.settings().getType().equals("Input"))
            rates(layer, "tops").forEach(top -> inputs.add(top.path("name").asText()));
        for (int i = 0; i < step.tops().size(); i++) loss(step, i);
        for (int i = 0; i < step.tops().size(); i++) split(step, i);
    }

    private ObjectNode start(String name, String type, boolean backward) {
        var layer = layers.addObject().put("name", name).put("type", type);
        layer.put("need_backward", backward);
        List.of("bottoms", "bottom_need_backward", "tops", "params").forEach(layer::putArray);
        return layer;
    }

    private String reading(int blob) {
        if (!splits.containsKey(blob)) return plan.blobs().get(blob).name();
        int number = taken.merge(blob, 1, Integer::sum) - 1;
        return splits.get(blob) + "_" + number;
    }

    private Shape shape(Step step, int top) {
        return plan.blobs().get(step.tops().get(top)).shape();
    }

    private static void top(ObjectNode layer, String name, Shape shape) {
        var top = rates(layer, "tops").addObject().put("name", name);
        IntStream.range(0, shape.rank()).forEach(i -> top.withArray("/shape").add(shape.dim(i)));
        if (shape.rank() == 0) top.putArray("shape");
    }

    private static void shape(Shape shape, ArrayNode shapes) {
        var dims = shapes.addArray();
        IntStream.range(0, shape.rank()).forEach(i -> dims.add(shape.dim(i)));
    }

    /** jdl calls a loss without a top after its layer, Caffe leaves it without a name. */
    private String nameOfTop(Step step, int top) {
        return written(step) ? plan.blobs().get(step.tops().get(top)).name() : AUTOMATIC;
    }

    private boolean written(Step step) {
        return plan.settings().getLayerList().stream()
                .anyMatch(l -> l.getName().equals(step.name()) && l.getTopCount() > 0);
    }

    private void loss(Step step, int top) {
        float weight = step.lossWeights().get(top);
        if (weight != 0) lossWeights.put(nameOfTop(step, top), weight);
        if (!written(step)) outputs.remove(plan.blobs().get(step.tops().get(top)).name());
    }

    private void split(Step step, int top) {
        int blob = step.tops().get(top);
        boolean loss = step.settings().getLossWeightCount() > 0 && step.lossWeights().get(top) != 0;
        List<Boolean> readers = readers(blob);
        int count = readers.size() + (loss ? 1 : 0);
        if (count < 2) return;
        BlobPlan written = plan.blobs().get(blob);
        String name = written.name() + "_" + step.name() + "_" + top + "_split";
        splits.put(blob, name);
        boolean forced = plan.settings().getForceBackward();
        boolean backward = forced || (learnt.contains(blob) && (loss || readers.contains(true)));
        var layer = start(name, "Split", backward);
        rates(layer, "bottoms").add(written.name());
        rates(layer, "bottom_need_backward").add(backward);
        for (int i = 0; i < count; i++) top(layer, name + "_" + i, written.shape());
        if (loss) lossMoves(step, top, name);
    }

    /**
     * Caffe moves a written loss weight to the split; a loss layer then takes its usual 1 again.
     */
    private void lossMoves(Step step, int top, String split) {
        int blob = step.tops().get(top);
        String name = plan.blobs().get(blob).name();
        taken.put(blob, 1);
        outputs.add(split + "_0");
        lossWeights.remove(name);
        lossWeights.put(split + "_0", step.lossWeights().get(top));
        if (step.type().isLoss() && top == 0) lossWeights.put(name, 1f);
    }

    /** For each reader of a blob, whether it gives a gradient. */
    private List<Boolean> readers(int blob) {
        List<Boolean> readers = new ArrayList<>();
        for (Step step : plan.steps())
            for (int i = 0; i < step.bottoms().size(); i++)
                if (step.bottoms().get(i) == blob) readers.add(step.bottomDiffs().get(i));
        return readers;
    }
}
