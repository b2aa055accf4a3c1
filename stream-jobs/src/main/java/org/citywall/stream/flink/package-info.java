/** What the operators of all features share. */
package org.citywall.stream.flink;
