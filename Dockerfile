# Two stages: the first installs, the second only runs. Nothing in the image can change itself: it runs as a user
# without rights, and the book lives in the volume /data.
FROM python:3.12-slim-bookworm AS build

WORKDIR /build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/dunwell
COPY requirements.txt ./
RUN /opt/dunwell/bin/pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY handlers ./handlers
COPY views ./views
COPY receivables ./receivables
COPY reminders ./reminders
COPY delivery ./delivery
COPY connectors ./connectors
COPY storage ./storage
COPY prompts ./prompts
COPY domain ./domain
COPY demo ./demo
RUN /opt/dunwell/bin/pip install --no-deps .

FROM python:3.12-slim-bookworm

RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin dunwell \
 && install -d -o dunwell -g dunwell /data
COPY --from=build /opt/dunwell /opt/dunwell

ENV PATH=/opt/dunwell/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/dunwell.db \
    DUNWELL_HOST=0.0.0.0 \
    PORT=3000
USER dunwell
WORKDIR /data
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
# `serve` brings the database up to date under a lock before it listens; a failed migration stops the start.
ENTRYPOINT ["dunwell"]
CMD ["serve"]
