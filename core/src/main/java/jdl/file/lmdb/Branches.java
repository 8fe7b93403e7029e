package jdl.file.lmdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The branches above the leaves, level by level; a branch is written when it is full. */
final class Branches {

    private static final byte[] NO_KEY = {};

    private final PageFile file;
    private final int pageSize;
    private final List<Level> levels = new ArrayList<>();
    private long pages;

    Branches(PageFile file, int pageSize) {
        this.file = file;
        this.pageSize = pageSize;
    }

    /** A page and the lowest key under it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Child(byte[] key, long page) {}

    private static final class Level {

        private List<Child> children = new ArrayList<>();
        private int used = Page.HEADER;
    }

    /** Where a tree begins. */
    record Root(long page, int depth) {}

    long pages() {
        return pages;
    }

    /** Adds a leaf, its keys being higher than those of the others. */
    void add(byte[] key, long page) throws IOException {
        add(0, new Child(key, page));
    }

    /** Writes what is not yet written. */
    Root finish() throws IOException {
        if (levels.isEmpty()) return new Root(Meta.Tree.NONE, 0);
        int depth = 0;
        for (; !isTop(depth); depth++) flush(depth, levels.get(depth).children);
        return new Root(levels.get(depth).children.get(0).page, depth + 1);
    }

    private boolean isTop(int depth) {
        return depth + 1 == levels.size() && levels.get(depth).children.size() == 1;
    }

    private void add(int depth, Child child) throws IOException {
        if (depth == levels.size()) levels.add(new Level());
        Level level = levels.get(depth);
        if (level.used + NodePage.bytes(child.key.length, 0) > pageSize) split(depth, level);
        level.children.add(child);
        level.used += NodePage.bytes(child.key.length, 0);
    }

    /** Writes a full branch but for its last child: the next branch may not have only one. */
    private void split(int depth, Level level) throws IOException {
        List<Child> children = level.children;
        Child last = children.remove(children.size() - 1);
        level.children = new ArrayList<>(List.of(last));
        level.used = Page.HEADER + NodePage.bytes(last.key.length, 0);
        flush(depth, children);
    }

    private void flush(int depth, List<Child> children) throws IOException {
        var branch = new NodePage(pageSize);
        for (int i = 0; i < children.size(); i++)
            branch.add(i == 0 ? NO_KEY : children.get(i).key, children.get(i).page);
        long page = file.write(branch.finish(file.pages(), Page.BRANCH));
        pages++;
        add(depth + 1, new Child(children.get(0).key, page));
    }
}
