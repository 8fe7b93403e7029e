package jdl.layer.vision;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.ConvolutionParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y =} what the kernel sees at each of its places: channel (c, tap) is one of its floats.
 */
final class Im2colLayer implements Layer {

    private final Unfolding unfolding;
    private final int images;
    private final Plan plan;

    Im2colLayer(ConvolutionParameter p, List<Shape> bottoms) {
        var geometry = ConvolutionGeometry.windows(p, bottoms.get(0));
        unfolding = Unfolding.of(geometry, p.getForceNdIm2Col());
        images = geometry.batch();
        plan = Plan.tops(geometry.columns());
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        p.forEach(images, n -> unfolding.gather(p.kernels(), x.part(n, images), y.part(n, images)));
    }

    @Override
    public void backward(Ports p) {
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        p.forEach(
                images,
                n -> unfolding.scatter(p.kernels(), dy.part(n, images), dx.part(n, images)));
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Im2col", 1, LayerParameter::getConvolutionParam, Im2colLayer::new);
        }
    }
}
