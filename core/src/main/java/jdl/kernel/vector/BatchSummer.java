package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

import java.util.List;
import jdl.kernel.BatchSums;
import jdl.kernel.Loops;
import jdl.kernel.Runs.Run;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/**
 * The planes of a {@link BatchSums}: run by run, four vectors at a time, and for these all planes,
 * so that what they see is in the first cache from the second tile on. A batch that is no multiple
 * of a vector ends with one that overlaps the one before.
 */
record BatchSummer(
        BatchSums sums,
        Tensor w,
        Tensor b,
        Tensor x,
        Tensor y,
        boolean add,
        ThreadLocal<Workspace> workspace) {

    /** Tasks that are enough for a large machine. */
    private static final int TASKS = 16;

    void run(Workers workers, Loops loops, float slope) {
        int lines = sums.groups() * sums.runs().rows().size();
        int height = BatchTile.height(sums.planes());
        int tiles = (sums.planes() - 1) / height + 1;
        int parts = Math.min(tiles, (TASKS - 1) / Math.max(1, lines) + 1);
        workers.forEach(
                lines * parts,
                task -> {
                    int part = task % parts;
                    int end = Math.min(sums.planes(), tiles * (part + 1) / parts * height);
                    int from = tiles * part / parts * height;
                    var work =
                            new Work(
                                    workspace.get(),
                                    from,
                                    end,
                                    height,
                                    task / parts % sums.groups());
                    int row = task / parts / sums.groups();
                    List<Run> runs = sums.runs().rows().get(row);
                    for (int i = 0; i < runs.size(); i++) work.run(runs.get(i));
                    if (slope != 1) bend(loops, work, row, slope);
                });
    }

    private void bend(Loops loops, Work work, int row, float slope) {
        int line = sums.area() / sums.runs().rows().size() * sums.batch();
        for (int plane = work.from; plane < work.end; plane++)
            loops.rectify(y.array(), work.result(plane) + row * line, slope, line);
    }

    /** What one task does: some planes of a group. */
    private final class Work {

        private final BatchTile tile;

        /** What is added when it is complete. */
        private final float[] fresh;

        private final int vectors = (sums.batch() - 1) / LANES + 1;
        private final int from;
        private final int end;
        private final int height;
        private final int group;

        Work(Workspace mine, int from, int end, int height, int group) {
            this.tile = mine.batchTile();
            this.fresh = mine.sums();
            this.from = from;
            this.end = end;
            this.height = height;
            this.group = group;
        }

        int result(int plane) {
            int planes = group * sums.planes() + plane;
            return y.offset() + planes * sums.area() * sums.batch();
        }

        void run(Run run) {
            int all = run.count() * vectors;
            for (int vector = 0; vector < all; vector += BatchTile.VECTORS) {
                place(run, vector, all - 1);
                for (int plane = from; plane < end; plane += height) {
                    weights(plane);
                    float[] into = add ? fresh : y.array();
                    var taps = run.taps();
                    tile.run(height, w.array(), x.array(), into, taps.weights(), taps.floats());
                    if (add) add(run, vector, Math.min(all, vector + 4), plane);
                }
            }
        }

        private void place(Run run, int vector, int last) {
            int v1 = Math.min(last, vector + 1);
            int v2 = Math.min(last, vector + 2);
            int v3 = Math.min(last, vector + 3);
            tile.x0 = seen(run, vector);
            tile.x1 = seen(run, v1);
            tile.x2 = seen(run, v2);
            tile.x3 = seen(run, v3);
            tile.y0 = add ? 0 : result(run, vector);
            tile.y1 = add ? LANES : result(run, v1);
            tile.y2 = add ? 2 * LANES : result(run, v2);
            tile.y3 = add ? 3 * LANES : result(run, v3);
        }

        private int seen(Run run, int vector) {
            int place = group * sums.seen() + run.from() + vector / vectors * run.stride();
            return x.offset() + place * sums.batch() + image(vector);
        }

        private int result(Run run, int vector) {
            int place = run.at() + vector / vectors * run.step();
            return place * sums.batch() + image(vector);
        }

        private int image(int vector) {
            return Math.min(vector % vectors * LANES, sums.batch() - LANES);
        }

        private void weights(int plane) {
            int planes = sums.planes();
            int first = w.offset() + group * sums.group();
            int area = sums.area() * sums.batch();
            tile.weights(plane, planes - 1, first, sums.row());
            if (add) tile.results(0, 4, 0, BatchTile.VECTORS * LANES);
            else tile.results(plane, planes - 1, result(0), area);
            if (b.size() > 0) tile.begin(plane, planes - 1, b.array(), b.offset() + group * planes);
            else tile.beginAtZero();
        }

        private void add(Run run, int first, int last, int plane) {
            for (int i = 0; i < Math.min(height, sums.planes() - plane); i++)
                for (int vector = first; vector < last; vector++) {
                    int done = vector % vectors * LANES - image(vector);
                    int at = (i * BatchTile.VECTORS + vector - first) * LANES;
                    int to = result(plane + i) + result(run, vector);
                    for (int lane = done; lane < LANES; lane++)
                        y.array()[to + lane] += fresh[at + lane];
                }
        }
    }
}
