/**
 * What is done with whole sources: mean images, surveys, checks, databases made of them. Commands
 * come in; files go out.
 */
@NullMarked
package jdl.data.tool;

import org.jspecify.annotations.NullMarked;
