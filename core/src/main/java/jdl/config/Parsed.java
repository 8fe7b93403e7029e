package jdl.config;

import com.google.protobuf.Message;

/** A message, and where its parts are written. */
public record Parsed<M extends Message>(M message, Places places) {}
