package jdl.net;

/** Who is told how long the parts of an iteration took. */
public interface Watch {

    /**
     * The forward of a step ran.
     *
     * @param step its number in the plan that is run
     */
    void forward(int step, long nanos);

    /** The backward of a step ran. */
    void backward(int step, long nanos);

    /**
     * A weight was moved.
     *
     * @param weight its key, "layer/index"
     */
    void update(String weight, long nanos);
}
