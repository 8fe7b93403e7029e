package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.Collections;
import jdl.layer.Arity;
import jdl.layer.Bottoms;
import jdl.layer.LayerType;

/**
 * The type "Split": {@code yᵢ = x} for every top; jdl needs none, since a blob may be read twice.
 */
@AutoService(LayerType.class)
public final class SplitType extends LayerType {

    public SplitType() {
        super(
                "Split",
                Arity.exactly(1),
                Arity.atLeast(1),
                (layer, bottoms) ->
                        new CopyLayer(
                                bottoms.get(0),
                                Collections.nCopies(
                                        Bottoms.notInPlace(layer).getTopCount(), bottoms.get(0))));
    }
}
