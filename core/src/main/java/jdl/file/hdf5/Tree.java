package jdl.file.hdf5;

import java.io.IOException;
import jdl.file.Damage;

/**
 * A B-tree of version 1, from the keys of its children to what its leaves point at. Each level has
 * to be one below its parent's, so no branch is longer than it says.
 */
final class Tree {

    private final Bytes.Walk walk;
    private final int type;
    private final int keyLength;

    private Tree(Bytes.Walk walk, int type, int keyLength) {
        this.walk = walk;
        this.type = type;
        this.keyLength = keyLength;
    }

    /** The tree of a group's tables of symbols. */
    static Tree ofGroup(Bytes.Walk walk) {
        return new Tree(walk, 0, walk.bytes().widths().length());
    }

    /** The tree of the chunks of a dataset with so many axes; the values' width counts as one. */
    static Tree ofChunks(Bytes.Walk walk, int axes) {
        return new Tree(walk, 1, 8 + 8 * axes);
    }

    /** What to do with a leaf's child. */
    interface Visitor {
        void visit(Cursor key, long address) throws IOException;
    }

    void forEach(long root, Visitor visitor) throws IOException {
        node(root, -1, visitor);
    }

    private void node(long address, int wantedLevel, Visitor visitor) throws IOException {
        int links = 2 * walk.bytes().widths().address();
        Cursor head = walk.read(address, 8L + links).expect("TREE");
        int found = head.u8();
        int level = head.u8();
        if (found != type || (wantedLevel >= 0 && level != wantedLevel))
            throw new Damage("a node of its tree is of another tree or level");
        int count = head.u16();
        long pair = keyLength + (long) walk.bytes().widths().address();
        Cursor in = walk.read(address + 8 + links, count * pair);
        for (int i = 0; i < count; i++) {
            Cursor key = in.slice(keyLength);
            long child = in.address();
            if (level == 0) visitor.visit(key, child);
            else node(child, level - 1, visitor);
        }
    }
}
