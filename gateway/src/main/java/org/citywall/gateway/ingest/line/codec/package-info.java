/** What the codecs of binary protocols on lines have in common; pure, as they are. */
package org.citywall.gateway.ingest.line.codec;
