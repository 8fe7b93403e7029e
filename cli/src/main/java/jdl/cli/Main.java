package jdl.cli;

/** Where the process begins and ends. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // Pictures are decoded, never shown: Java must not ask for a display.
        System.setProperty("java.awt.headless", "true");
        var console = Console.ofProcess();
        int code = new Commands(console).run(args);
        console.out().flush();
        System.exit(code);
    }
}
