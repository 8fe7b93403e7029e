package jdl.upgrade;

import java.util.List;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.ParamSpec;

/**
 * BatchNorm layers with a {@code param} for each of Caffe's three gathered numbers: these do not
 * learn, so their rates and decays become 0.
 */
final class BatchNorms {

    private static final int GATHERED = 3;

    private BatchNorms() {}

    static NetParameter frozen(NetParameter net, List<String> changes) {
        var frozen = net.toBuilder();
        for (int i = 0; i < net.getLayerCount(); i++) {
            LayerParameter layer = net.getLayer(i);
            if (!layer.getType().equals("BatchNorm") || layer.getParamCount() != GATHERED) continue;
            LayerParameter still = frozen(layer);
            if (still.equals(layer)) continue;
            frozen.setLayer(i, still);
            changes.add(
                    "layer \"%s\": lr_mult and decay_mult of what BatchNorm gathers are now 0"
                            .formatted(layer.getName()));
        }
        return frozen.build();
    }

    private static LayerParameter frozen(LayerParameter layer) {
        var still = layer.toBuilder();
        for (ParamSpec.Builder param : still.getParamBuilderList())
            param.setLrMult(0).setDecayMult(0);
        return still.build();
    }
}
