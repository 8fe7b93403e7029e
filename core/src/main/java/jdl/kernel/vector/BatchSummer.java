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
                    Work mine = workspace.get().summer();
                    mine.begin(from, end, height, task / parts % sums.groups());
                    int row = task / parts / sums.groups();
                    List<Run> runs = sums.runs().rows().get(row);
                    for (int i = 0; i < runs.size(); i++) run(mine, runs.get(i));
                    if (slope != 1) bend(loops, mine, row, slope);
                });
    }

    private void bend(Loops loops, Work mine, int row, float slope) {
        int line = sums.area() / sums.runs().rows().size() * sums.batch();
        for (int plane = mine.from; plane < mine.end; plane++)
            loops.rectify(y.array(), result(mine, plane) + row * line, slope, line);
    }

    private int vectors() {
        return (sums.batch() - 1) / LANES + 1;
    }

    /** What a thread is at: some planes of a group. */
    static final class Work {

        private final BatchTile tile = new BatchTile();

        /** What is added when it is complete. */
        private final float[] fresh = new float[24 * LANES];

        private int from;
        private int end;
        private int height;
        private int group;

        private void begin(int from, int end, int height, int group) {
            this.from = from;
            this.end = end;
            this.height = height;
            this.group = group;
        }
    }

    private int result(Work mine, int plane) {
        int planes = mine.group * sums.planes() + plane;
        return y.offset() + planes * sums.area() * sums.batch();
    }

    private void run(Work mine, Run run) {
        int all = run.count() * vectors();
        for (int vector = 0; vector < all; vector += BatchTile.VECTORS) {
            place(mine, run, vector, all - 1);
            for (int plane = mine.from; plane < mine.end; plane += mine.height) {
                weights(mine, plane);
                float[] into = add ? mine.fresh : y.array();
                var taps = run.taps();
                mine.tile.run(
                        mine.height, w.array(), x.array(), into, taps.weights(), taps.floats());
                if (add) add(mine, run, vector, Math.min(all, vector + 4), plane);
            }
        }
    }

    private void place(Work mine, Run run, int vector, int last) {
        BatchTile tile = mine.tile;
        int v1 = Math.min(last, vector + 1);
        int v2 = Math.min(last, vector + 2);
        int v3 = Math.min(last, vector + 3);
        tile.x0 = seen(mine, run, vector);
        tile.x1 = seen(mine, run, v1);
        tile.x2 = seen(mine, run, v2);
        tile.x3 = seen(mine, run, v3);
        tile.y0 = add ? 0 : result(run, vector);
        tile.y1 = add ? LANES : result(run, v1);
        tile.y2 = add ? 2 * LANES : result(run, v2);
        tile.y3 = add ? 3 * LANES : result(run, v3);
    }

    private int seen(Work mine, Run run, int vector) {
        int place = mine.group * sums.seen() + run.from() + vector / vectors() * run.stride();
        return x.offset() + place * sums.batch() + image(vector);
    }

    private int result(Run run, int vector) {
        int place = run.at() + vector / vectors() * run.step();
        return place * sums.batch() + image(vector);
    }

    private int image(int vector) {
        return Math.min(vector % vectors() * LANES, sums.batch() - LANES);
    }

    private void weights(Work mine, int plane) {
        BatchTile tile = mine.tile;
        int planes = sums.planes();
        int first = w.offset() + mine.group * sums.group();
        int area = sums.area() * sums.batch();
        tile.weights(plane, planes - 1, first, sums.row());
        if (add) tile.results(0, 4, 0, BatchTile.VECTORS * LANES);
        else tile.results(plane, planes - 1, result(mine, 0), area);
        if (b.size() > 0)
            tile.begin(plane, planes - 1, b.array(), b.offset() + mine.group * planes);
        else tile.beginAtZero();
    }

    private void add(Work mine, Run run, int first, int last, int plane) {
        for (int i = 0; i < Math.min(mine.height, sums.planes() - plane); i++)
            for (int vector = first; vector < last; vector++) {
                int done = vector % vectors() * LANES - image(vector);
                int at = (i * BatchTile.VECTORS + vector - first) * LANES;
                int to = result(mine, plane + i) + result(run, vector);
                for (int lane = done; lane < LANES; lane++)
                    y.array()[to + lane] += mine.fresh[at + lane];
            }
    }
}
