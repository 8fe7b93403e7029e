package jdl.config;

/** The text of a file, and the name by which errors shall call it. */
public record Text(String name, String content) {}
