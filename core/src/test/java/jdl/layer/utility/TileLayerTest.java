package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class TileLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Tile\" tile_param { tiles: 3 }}").bottom(2, 3, 2).gives(2, 9, 2),
                layer("{type: \"Tile\" tile_param { axis: 0 tiles: 2 }}").bottom(17).gives(34),
                layer("{type: \"Tile\" tile_param { axis: -1 tiles: 1 }}")
                        .bottom(2, 3)
                        .gives(2, 3));
    }
}
