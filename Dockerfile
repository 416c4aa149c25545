# The portal as a container. Build:  docker build -t rijkscloud --build-arg COMMIT=$(git rev-parse --short=12 HEAD) .
#
# Run (docs/operations.md explains the rest):
#   docker run --read-only --tmpfs /tmp:rw,exec,nosuid,nodev,size=64m --cap-drop=ALL --security-opt=no-new-privileges \
#     --stop-timeout=60 -p 127.0.0.1:8080:8080 -v rijkscloud-data:/data -v rijkscloud-keys:/keys -v rijkscloud-ledger:/ledger \
#     -v /etc/rijkscloud/rijkscloud.yaml:/etc/rijkscloud/rijkscloud.yaml:ro \
#     -v /run/secrets/rijkscloud:/run/secrets:ro \
#     -e RIJKSCLOUD_MASTER_KEY_FILE=/run/secrets/master.key \
#     -e RIJKSCLOUD_DATABASE_PASSWORD_FILE=/run/secrets/database rijkscloud
# /tmp must allow "exec": the native library of the cryptography is unpacked there.
#
# The images that it is made from, by tag. For an image that can be made again, name them by digest (image@sha256:...) with
# --build-arg, or let Renovate write the digests here and renew them: renovate.json asks it to.
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25
ARG JAVA_IMAGE=eclipse-temurin:25-jre
# glibc, because Conscrypt has no build for musl.
ARG BASE_IMAGE=debian:13-slim

FROM ${JAVA_IMAGE} AS java

FROM ${BUILD_IMAGE} AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends nodejs npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
# Tests and checks have run before anybody builds an image: see .ci/run.
ARG COMMIT=unknown
RUN mvn -B -Dmaven.test.skip=true -Dscripts.skip=true -Dcommit="$COMMIT" package \
 && mv target/rijkscloud-*.jar /rijkscloud.jar

FROM ${BASE_IMAGE}
COPY --from=java /opt/java/openjdk /opt/java
COPY --from=build /rijkscloud.jar /app/rijkscloud.jar
RUN groupadd --gid 10001 rijkscloud \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin rijkscloud \
 && install -d -o 10001 -g 10001 -m 0700 /data /keys /ledger
ENV PATH=/opt/java/bin:$PATH LANG=C.UTF-8
# Chooses Java's options by the memory of the container. What JDK_JAVA_OPTIONS holds is added to them, and wins.
COPY conf/start conf/health conf/jvm.options conf/jvm-roomy.options /app/
ENV MALLOC_ARENA_MAX=2
USER 10001:10001
WORKDIR /app
# In the configuration: storage.folder: /data. The period keys lie beside it, in no backup.
VOLUME /data /keys /ledger
EXPOSE 8080
# Asks where management.port of the configuration says.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["/app/health"]
# SIGTERM reaches the JVM, which takes the place of the script and lets running transfers finish.
ENTRYPOINT ["/app/start"]
CMD ["serve", "--config", "/etc/rijkscloud/rijkscloud.yaml"]
