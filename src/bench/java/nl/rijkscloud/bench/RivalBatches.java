package nl.rijkscloud.bench;

import java.io.IOException;
import java.nio.file.Path;
import nl.rijkscloud.testing.Folders;

/** Many documents for servers that only write them to disk: their work ends with the last response. */
final class RivalBatches {
    private RivalBatches() {}

    /** {@code PUT}, one request for each document. */
    record OfNginx(Nginx nginx) implements Batches {
        @Override
        public Server server() {
            return nginx;
        }

        @Override
        public Batch open(int documents) throws IOException {
            return new PutFolder(nginx, nginx.newFolder());
        }
    }

    private record PutFolder(Nginx nginx, Path folder) implements Batches.Batch {
        @Override
        public Exchange.Answer send(Exchange exchange, int number, long length) throws IOException {
            return exchange.upload(String.join("\r\n", "PUT /" + folder.getFileName() + "/" + number + " HTTP/1.1",
                    "Host: " + nginx.host(), "Content-Length: " + length, "", ""), length);
        }

        @Override
        public void close() {
            Folders.delete(folder);
        }
    }

    /** The requests that the portal gets, sent to tus' reference server. */
    record OfTusNode(TusNode node, TusRequests tus) implements Batches {
        @Override
        public Server server() {
            return node;
        }

        @Override
        public Batch open(int documents) {
            return new NodeFolder(node, tus);
        }
    }

    private record NodeFolder(TusNode node, TusRequests tus) implements Batches.Batch {
        @Override
        public Exchange.Answer send(Exchange exchange, int number, long length) throws IOException {
            return tus.send(exchange, node, TusNode.CREATION, "scan-" + number + ".txt", length);
        }

        @Override
        public void close() throws IOException {
            node.deleteAll();
        }
    }
}
