//! Connections: each has so long to say what it wants, and when the hall closes, all have so long to be answered.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::serve::Listener;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tower::Service;

/// How long is waited for others.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the next request of a connection, up to the end of its headers. Its body is waited for by whoever reads it.
    pub asking: Duration,
    /// For what is still being answered when the hall closes.
    pub closing: Duration,
}

/// Serves until `stop`, and then lets the requests in flight finish; whether all of them did.
pub async fn serve(
    mut listener: TcpListener,
    app: Router,
    patience: Patience,
    stop: impl Future<Output = ()>,
) -> bool {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.asking);
    let mut app = app.into_make_service_with_connect_info::<SocketAddr>();
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            () = &mut stop => break,
            accepted = Listener::accept(&mut listener) => accepted,
        };
        let Ok(service) = app.call(peer).await;
        let connection = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = open.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection");
            }
        });
    }
    drop(listener);
    tokio::time::timeout(patience.closing, open.shutdown()).await.is_ok()
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::sync::Arc;

    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;
    use tokio::sync::Notify;
    use tokio::task::JoinHandle;
    use tokio::time::timeout;

    use super::*;

    const SHORT: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_secs(30);

    /// A hall that closes when it is asked for its page, which it never gives; and somebody connected to it.
    async fn hall(patience: Patience) -> (JoinHandle<bool>, TcpStream) {
        let asked = Arc::new(Notify::new());
        let told = Arc::clone(&asked);
        let page = async move || {
            told.notify_one();
            pending::<&str>().await
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let stop = async move { asked.notified().await };
        (tokio::spawn(serve(listener, Router::new().route("/", get(page)), patience, stop)), stream)
    }

    #[tokio::test]
    async fn who_does_not_end_their_request_is_not_waited_for() {
        let (hall, mut stream) = hall(Patience { asking: SHORT, closing: LONG }).await;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: hall\r\n").await.unwrap();
        let mut answer = Vec::new();
        timeout(LONG, stream.read_to_end(&mut answer)).await.expect("the connection is closed").unwrap();
        hall.abort();
    }

    #[tokio::test]
    async fn an_answer_that_never_comes_does_not_keep_the_hall_open() {
        let (hall, mut stream) = hall(Patience { asking: LONG, closing: SHORT }).await;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: hall\r\n\r\n").await.unwrap();
        let finished = timeout(LONG, hall).await.expect("the hall closes").unwrap();
        assert!(!finished);
    }
}
