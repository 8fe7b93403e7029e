package jdl.kernel;

/**
 * One way through a convolution with the batch innermost: each plane of a group is a sum over the
 * planes that the group sees.
 *
 * @param planes of a group
 * @param row how far the weights of the next plane lie
 * @param group how far the weights of the next group lie
 * @param area places of a plane
 * @param seen places of all planes that a group sees
 */
public record BatchSums(
        Runs runs, int groups, int planes, int row, int group, int area, int seen, int batch) {

    public int size() {
        return groups * planes * area * batch;
    }
}
