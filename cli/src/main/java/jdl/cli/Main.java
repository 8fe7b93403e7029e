package jdl.cli;

/** Where the process begins and ends. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        var console = Console.ofProcess();
        int code = new Commands(console).run(args);
        console.out().flush();
        System.exit(code);
    }
}
