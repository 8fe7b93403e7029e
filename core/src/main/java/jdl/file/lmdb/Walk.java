package jdl.file.lmdb;

import java.nio.ByteBuffer;
import java.util.BitSet;
import jdl.file.Keys;
import jdl.file.RandomFile;
import jdl.file.RunIndex;

/**
 * One walk over a tree, which finds its leaves in order and refuses a page that is met twice, keys
 * out of order, and values outside of the file.
 */
final class Walk {

    private final RandomFile file;
    private final int pageSize;
    private final long pages;
    private final BitSet met = new BitSet();
    private final RunIndex leaves = new RunIndex();
    private ByteBuffer last = ByteBuffer.allocate(0);

    private Walk(RandomFile file, Meta meta) {
        this.file = file;
        this.pageSize = meta.pageSize();
        this.pages = Math.min(file.size() / pageSize, Integer.MAX_VALUE);
    }

    /** The leaves of the main tree, each a run of its records. */
    static RunIndex over(RandomFile file, Meta meta) {
        var walk = new Walk(file, meta);
        var tree = meta.main();
        if (tree.root() != Meta.Tree.NONE) walk.page(tree.root(), tree.depth());
        if (walk.leaves.size() != tree.records())
            throw file.corrupt(
                    "should hold %d records, but %d are found"
                            .formatted(tree.records(), walk.leaves.size()));
        return walk.leaves;
    }

    /** A page of a level; leaves are level 1. */
    private void page(long number, int level) {
        meet(number, 1);
        if (level == 1) {
            leaf(number);
            return;
        }
        Page branch = Page.read(file, pageSize, number, Page.BRANCH);
        for (int i = 0; i < branch.count(); i++) page(branch.child(i), level - 1);
    }

    private void leaf(long number) {
        Page leaf = Page.read(file, pageSize, number, Page.LEAF);
        for (int i = 0; i < leaf.count(); i++) {
            var node = leaf.node(i);
            if (Keys.compare(last, node.key()) >= 0)
                throw leaf.damage("node %d has a key that is out of order".formatted(i));
            if (node.big()) meet(node.page(), Lmdb.overflowPages(node.size(), pageSize));
            last = node.key();
        }
        leaf.checkOverlaps();
        leaves.add(number, 0, leaf.count());
    }

    private void meet(long number, long count) {
        if (number < Lmdb.META_PAGES || number > pages - count)
            throw file.corrupt(
                    "page %d is asked for and %d from it on, but the file has %d pages"
                            .formatted(number, count, pages));
        int from = (int) number;
        int to = (int) (number + count);
        int again = met.nextSetBit(from);
        if (again >= 0 && again < to)
            throw file.corrupt("page " + again + " is part of the tree twice");
        met.set(from, to);
    }
}
